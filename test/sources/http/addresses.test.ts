import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../src/sources/http/addresses.js';

describe('an address', () => {
  test.each([
    '8.8.8.8',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.0.1',
    '2606:4700::6810:85e5',
    '[2a00:1450:4003:80e::200e]',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '[::1]',
    'fe80::1%eth0',
    'fec0::1',
    'fc00::1',
    'fdff::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a00:1',
    '::127.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    '3fff::1',
    '100::1',
    'localhost',
    '1.2.3',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));

  test.each([
    ['http://2130706433/', false],
    ['http://0x7f.1/', false],
    ['http://0177.0.0.1/', false],
    ['http://[::ffff:127.0.0.1]/', false],
    ['http://127.1/', false],
  ])('as a URL spells it: %s', (url, expected) => expect(isPublicAddress(new URL(url).hostname)).toBe(expected));
});
