import { describe, expect, test } from 'vitest';

import { emailAddress, ianaTimeZone, personalText, phoneNumber } from './text.schemas.ts';

const nickname = personalText({ min: 1, max: 20 });

describe('text from a person', () => {
  test('is trimmed and brought to NFC', () => {
    expect(nickname.parse(`  ${'민지'.normalize('NFD')} `)).toBe('민지');
  });

  test.each([
    ['twenty emoji', '🌬'.repeat(20), true],
    ['twenty-one emoji', '🌬'.repeat(21), false],
    ['only spaces', '   ', false],
    ['a line break', 'min\nji', false],
    ['a NUL', 'min\u0000ji', false],
    ['half a surrogate pair', 'min\ud83cji', false],
    ['a direction override', 'min\u202eji', false],
    ['a family emoji with joiners', '👨‍👩‍👧', true],
  ])('%s', (_name, text, accepted) => {
    expect(nickname.safeParse(text).success).toBe(accepted);
  });
});

describe('a time zone', () => {
  test.each(['Asia/Seoul', 'America/New_York', 'UTC', 'Asia/Kolkata'])('%s is one', (zone) => {
    expect(ianaTimeZone.parse(zone)).toBe(zone);
  });

  test('gets the spelling of the database', () => {
    expect(ianaTimeZone.parse('asia/seoul')).toBe('Asia/Seoul');
  });

  test.each([
    'Asia/Atlantis',
    '+09:00',
    'KST+9',
    '',
    '../etc/passwd',
    '2026-01-01[Asia/Seoul]',
    'x'.repeat(65),
  ])('%s is none', (zone) => {
    expect(ianaTimeZone.safeParse(zone).success).toBe(false);
  });
});

test('an address has at most 254 characters and no line break', () => {
  expect(emailAddress.safeParse('minji@example.com').success).toBe(true);
  expect(emailAddress.safeParse(`${'a'.repeat(250)}@example.com`).success).toBe(false);
  expect(emailAddress.safeParse('minji@example.com\r\nBcc: all@example.com').success).toBe(false);
});

test('a phone number is digits, perhaps after a plus', () => {
  expect(phoneNumber.safeParse('+821012345678').success).toBe(true);
  expect(phoneNumber.safeParse('010-1234-5678').success).toBe(false);
});
