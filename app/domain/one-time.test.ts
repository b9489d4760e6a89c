import { describe, expect, test } from 'vitest';
import { findOneTimePassword } from './one-time';

describe('what may be printed by a command whose output nobody has published', () => {
  test.each([
    ['123456\n', '123456'],
    ['OTP: 123456\r\n', '123456'],
    ['Admin OTP = "48213377"\nvalid for 30 seconds\n', '48213377'],
    ['One-time password for admin is 123 456\n', '123456'],
    ['2026-11-24 07:13:21 pbx: your code: AB12CD\n', 'AB12CD'],
    ['WMS 7.04.20250929.2 on 192.168.10.20:443\n\n  654321  (good until 12:34:56)\n', '654321'],
    ['otp is a1b2c3d4\n', 'a1b2c3d4'],
    ['k7Qw2\n', 'k7Qw2'],
    ['The one-time password:\n\n   123-456\n', '123456'],
    ['OTP: 123456\nOTP: 123456\n', '123456'],
  ])('%j holds %s', (printed, otp) => {
    expect(findOneTimePassword(printed)).toBe(otp);
  });

  test.each([
    [''],
    ['\n\n'],
    ['bash: /usr/sbin/get_admin_otp: No such file or directory\n'],
    ['Permission denied\n'],
    // Two different ones: a person has to say which.
    ['123456\n654321\n'],
    ['next 111111 now 222222\n'],
    // Parts of something else.
    ['7.04.20250929\n20:15:301234\n'],
    ['the secret of this month is swordfish\n'],
    ['1764000000\n1764000001\n'],
    ['error code: failed\n'],
  ])('%j holds none that can be told', (printed) => {
    expect(findOneTimePassword(printed)).toBeNull();
  });
});
