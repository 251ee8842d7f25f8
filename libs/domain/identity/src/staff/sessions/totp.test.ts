import { expect, test } from 'vitest';

import { totpCodeAt, totpStepOf, totpUri } from './totp.ts';

/** RFC 6238, appendix B, SHA-1: the secret is the ASCII text 12345678901234567890; codes cut to six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
])('at %i s the code is %s, as the RFC says', (seconds, code) => {
  const at = new Date(seconds * 1000);
  expect(totpCodeAt(SECRET, at)).toBe(code);
  expect(totpStepOf(SECRET, code, at)).toBe(Math.floor(seconds / 30));
});

test('a code is good one step earlier and later, and names the step it belongs to', () => {
  const at = new Date(1_234_567_890_000);
  const code = totpCodeAt(SECRET, at);
  const step = Math.floor(1_234_567_890 / 30);
  const in_ = (seconds: number) => totpStepOf(SECRET, code, new Date(at.getTime() + seconds * 1000));

  expect([-30, 0, 30].map(in_)).toEqual([step, step, step]);
  expect([-61, 61].map(in_)).toEqual([null, null]);
});

test.each(['', '12345', '1234567', '28708２', 'abcdef', ' 287082'])('%j is no code', (code) => {
  expect(totpStepOf(SECRET, code, new Date(59_000))).toBeNull();
});

test('an authenticator app is told issuer, address and secret', () => {
  expect(totpUri(SECRET, 'care@soomcare.example')).toBe(
    `otpauth://totp/Soomcare:care%40soomcare.example?secret=${SECRET}&issuer=Soomcare`,
  );
});
