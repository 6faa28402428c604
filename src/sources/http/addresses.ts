/** Which addresses are of the public internet. What a stranger's text or a redirect names must be one of them. */
import { isIP } from 'node:net';

/** Networks that are not public, as [first address, length of the prefix]. RFC 6890 and its registry. */
const PRIVATE_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Whether an IP address (with or without brackets or a zone) is one of the public internet. False for anything else. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const version = isIP(bare);
  if (version === 4) return isPublicV4(v4Number(bare));
  if (version === 6) return isPublicV6(v6Words(bare));
  return false;
}

function v4Number(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

function isPublicV4(address: number): boolean {
  return !PRIVATE_V4.some(([first, length]) => {
    const size = 2 ** (32 - length);
    return Math.floor(address / size) === Math.floor(v4Number(first) / size);
  });
}

/** The eight 16-bit words. */
function v6Words(address: string): number[] {
  // The last 32 bits may be written as IPv4.
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  let hex = address;
  if (dotted !== null) {
    const number = v4Number(dotted[2] ?? '');
    hex = `${dotted[1]}${Math.floor(number / 65536).toString(16)}:${(number % 65536).toString(16)}`;
  }
  const [head = '', tail] = hex.split('::');
  const words = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16));
  const left = words(head);
  const right = tail === undefined ? [] : words(tail);
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function isPublicV6(words: readonly number[]): boolean {
  const [a = 0, b = 0, c = 0, , , f = 0, g = 0, h = 0] = words;
  const zeroTo = (end: number): boolean => words.slice(0, end).every((word) => word === 0);
  const last = g * 65536 + h;
  // IPv4 in IPv6 clothes: mapped, translated by a gateway, 6to4.
  if (zeroTo(5) && f === 0xffff) return isPublicV4(last);
  if (a === 0x64 && b === 0xff9b && words.slice(2, 6).every((word) => word === 0)) return isPublicV4(last);
  if (a === 0x2002) return isPublicV4(b * 65536 + c);
  // Global unicast is 2000::/3; in it, 2001::/23 is for protocols and 2001:db8::/32 and 3fff::/20 for documents.
  if (a < 0x2000 || a > 0x3fff) return false;
  if (a === 0x2001 && (b < 0x200 || b === 0xdb8)) return false;
  return !(a === 0x3fff && b < 0x1000);
}
