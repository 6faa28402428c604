/** Bytes of a reply as text. */
import iconv from 'iconv-lite';

const DECLARED = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']/;

/**
 * Decoded by the byte order mark, else by what the content type says, else by the XML declaration, else as UTF-8; as
 * Windows-1252 where that fails and nothing was declared. A mark at the beginning is left out.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const declared =
    markOf(buffer) ??
    known(/charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]) ??
    known(DECLARED.exec(buffer.subarray(0, 400).toString('latin1'))?.[1]);
  if (declared !== null && declared !== 'utf-8') return iconv.decode(buffer, declared);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    return declared === null ? iconv.decode(buffer, 'windows-1252') : new TextDecoder().decode(buffer);
  }
}

function markOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** The name in our spelling; null for one that nobody knows. What calls itself Latin-1 or ASCII is Windows-1252. */
function known(name: string | undefined): string | null {
  if (name === undefined) return null;
  const plain = name.toLowerCase();
  if (/^(?:us-ascii|ascii|iso-?8859-1|latin-?1)$/.test(plain)) return 'windows-1252';
  if (/^utf-?8$/.test(plain)) return 'utf-8';
  if (plain === 'utf-16' || plain === 'utf16') return 'utf-16le';
  return iconv.encodingExists(plain) ? plain : null;
}
