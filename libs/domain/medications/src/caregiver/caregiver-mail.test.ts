import { expect, test } from 'vitest';

import { renderCaregiverMail } from './caregiver-mail-texts.ts';
import { type CaregiverMail, caregiverMail } from './caregiver-mail.ts';
import { sharedNickname } from './caregiver.deps.ts';

const tokens = { askToken: 'A'.repeat(43), stopToken: 'S'.repeat(43) };
const mails = (['ko', 'en'] as const).flatMap((language) =>
  ([null, '민지'] as const).flatMap((nickname): CaregiverMail[] => {
    const shared = { to: 'jeongho@example.com', language, name: nickname && '이정호', nickname };
    return [
      { kind: 'asking', ...shared, ...tokens },
      { kind: 'notice', ...shared, stopToken: tokens.stopToken },
    ];
  }),
);

test.each(mails)(
  'the $kind in $language about $nickname is whole, and names no medicine or illness',
  (mail) => {
    const { subject, text } = renderCaregiverMail(mail, 'https://api.soomcare.example');

    expect(subject).toMatch(/^[^\n]{5,60}$/);
    expect(text).not.toMatch(/undefined|null|\[object/);
    expect(`${subject}${text}`).not.toMatch(/천식|흡입|약|asthma|inhal|medicine|drug/i);
    expect(text.includes('민지')).toBe(mail.nickname !== null);
    expect(text.split('\n')).toContain(`https://api.soomcare.example/caregiver/stop?token=${'S'.repeat(43)}`);
    expect(text.includes('/caregiver/accept?token=')).toBe(mail.kind === 'asking');
    expect(caregiverMail.parse(mail)).toEqual(mail);
  },
);

test.each([
  ['민지', true, '민지'],
  ['민지', false, null],
  ['evil.example', true, null],
  ['me@evil', true, null],
])('of the nickname %s, shared: %s, the mail says %s', (nickname, sharesNickname, expected) => {
  expect(sharedNickname(sharesNickname, { nickname, timeZone: 'Asia/Seoul' })).toBe(expected);
});
