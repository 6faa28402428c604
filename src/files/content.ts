import { AppError } from '../core/errors.js';

/** What the first bytes of a file say that it is. */
export type Magic = 'gzip' | 'zstd' | 'zip' | 'parquet' | 'text';

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
/** Files that people take for exports, by their first bytes. */
const STRANGERS: readonly (readonly [magic: string, what: string])[] = [
  ['%PDF-', 'a PDF document'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  ['Rar!\x1a\x07', 'a RAR archive'],
  ['BZh', 'a bzip2 file'],
  ['\xfd7zXZ\0', 'an xz file'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
];

/** Fails for files that are known to be something else. */
export function magicOf(head: Buffer, name: string): Magic {
  if (head[0] === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip';
  if (head.length >= 4) {
    const magic = head.readUInt32LE(0);
    if (magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5) return 'zstd';
    if (magic === 0x04034b50 || magic === 0x06054b50) return 'zip';
  }
  const start = head.toString('latin1', 0, 16);
  if (start.startsWith('PAR1')) return 'parquet';
  if (start.startsWith('PARE'))
    throw strangerError(name, 'an encrypted Parquet file', 'export it again without encryption');
  if (head.subarray(0, 8).equals(OLE))
    throw head.includes(ENCRYPTED_PACKAGE)
      ? strangerError(name, 'a workbook protected by a password', 'save it again without a password')
      : strangerError(name, 'an old Excel workbook (.xls)', 'save it as .xlsx or CSV');
  for (const [magic, what] of STRANGERS)
    if (start.startsWith(magic)) throw strangerError(name, what, 'export the posts as CSV, JSON, Parquet or XLSX');
  return 'text';
}

/** Fails for text that is a web page, which is what an expired download link gives. */
export function assertNoMarkup(text: string, name: string): void {
  if (/^\s*<(!doctype html|html|head|body)\b/i.test(text))
    throw strangerError(name, 'a web page', 'download the export again while you are signed in');
  if (/^\s*<\?xml\b/i.test(text)) throw strangerError(name, 'an XML file', 'export the posts as CSV or JSON');
}

export function binaryError(name: string): AppError {
  return new AppError('malformed-input', `cannot read ${name}: it is not a text, JSON, Parquet or XLSX file`, {
    code: 'file.binary',
    hint: 'if it is text in a rare encoding, name it with --encoding',
  });
}

/** A file without a byte is malformed; a pipe without one (cron has such) is input that nobody gave. */
export function emptyError(name: string): AppError {
  if (name === '-') {
    return new AppError('input-missing', 'standard input is empty', {
      code: 'input.none',
      hint: 'pipe an export into it, or name a file',
    });
  }
  return new AppError('malformed-input', `${name} is empty`, { code: 'file.empty', hint: 'export it again' });
}

function strangerError(name: string, what: string, hint: string): AppError {
  return new AppError('malformed-input', `cannot read ${name}: it is ${what}`, { code: 'file.foreign', hint });
}
