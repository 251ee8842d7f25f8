import { describe, expect, test } from 'vitest';

import { commonPasswords } from './common-passwords.ts';
import { isCommonPassword } from './password-rules.ts';
import { newPassword } from './password.schemas.ts';

const own = { email: 'minji.lee@example.com', nickname: '숨쉬는민지' };

describe('a password that people guess', () => {
  test.each([
    '1234567890',
    'qwertyuiop',
    'QwertyUIOP',
    'password1234',
    'PASSWORD2024',
    'dkssudgktpdy',
    'qwer1234!!',
    '1q2w3e4r5t',
    'soomcare1234',
    '숨케어12345678',
    'asthma123!@#',
    'aaaaaaaaaaaa',
    '가가가가가가가가가가',
    'minji.lee@example.com',
    'Minji.Lee@Example.com1234',
    'minji.lee123',
    '숨쉬는민지12345',
  ])('%s is refused', (password) => {
    expect(isCommonPassword(password, own)).toBe(true);
  });

  test.each([
    'my password1234 is long',
    'xx-qwertyuiop-xx',
    'minji.lee likes rain',
    'a breath of mountain air',
  ])('%s is not: the whole is compared, not its parts', (password) => {
    expect(isCommonPassword(password, own)).toBe(false);
  });

  test('the list is in lower case, as it is compared', () => {
    expect([...commonPasswords].every((each) => each === each.toLowerCase())).toBe(true);
    expect(commonPasswords.size).toBeGreaterThan(400);
  });
});

describe('the length of a password', () => {
  test.each([
    ['nine characters', 'a'.repeat(9), false],
    ['ten characters', 'a'.repeat(10), true],
    ['nine emoji, which are eighteen UTF-16 units', '🌬'.repeat(9), false],
    ['ten emoji', '🌬'.repeat(10), true],
    ['64 characters', 'a'.repeat(64), true],
    ['256 emoji', '🌬'.repeat(256), true],
    ['257 characters', 'a'.repeat(257), false],
    ['ten jamo that compose to four syllables', '숨숨숨ᄉ'.normalize('NFD'), false],
    ['half a surrogate pair', 'abcdefghij\ud83c', false],
    ['only lower case, no digit', 'abcdefghijklm', true],
    ['spaces at the ends, which count', '  abcdef  ', true],
  ])('%s', (_name, password, accepted) => {
    expect(newPassword.safeParse(password).success).toBe(accepted);
  });

  test('a password is never trimmed', () => {
    expect(newPassword.parse('  abcdefgh  ')).toBe('  abcdefgh  ');
  });
});
