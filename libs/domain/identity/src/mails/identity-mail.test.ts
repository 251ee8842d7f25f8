import { createFakeMailer } from '@soomcare/mail';
import { describe, expect, test } from 'vitest';

import { createIdentityMailHandler } from './identity-mail.handler.ts';
import { identityMail, type SendableMail } from './identity-mail.ts';
import { renderMail } from './identity-mail-texts.ts';

const to = 'minji@example.com';
const publicUrl = 'https://soomcare.example';
const receipt = {
  id: '019a0000-0000-7000-8000-000000000001',
  withdrawnAt: '2026-11-21T03:00:00.000Z',
  erasedRows: { members: 1, peak_flows: 120 },
};
const mails: SendableMail[] = (['ko', 'en'] as const).flatMap((language): SendableMail[] => [
  { kind: 'sign-up', to, language, nickname: '민지', token: 'T'.repeat(43), code: '012345' },
  { kind: 'already-a-member', to, language },
  { kind: 'password-reset', to, language, token: 'T'.repeat(43) },
  { kind: 'password-changed', to, language },
  { kind: 'session-reused', to, language, deviceName: null },
  { kind: 'provider-linked', to, language, provider: 'kakao' },
  { kind: 'child-added', to, language, nickname: '민지' },
  { kind: 'guardian-invited', to, language, nickname: '민지', token: 'T'.repeat(43) },
  { kind: 'hand-over', to, language, nickname: '민지', token: 'T'.repeat(43) },
  { kind: 'farewell', to, language, receipt },
  { kind: 'staff-link-made', to, language },
  { kind: 'staff-log-in-changed', to, language },
]);

describe('the mails', () => {
  test.each(mails)('$kind in $language has a subject of one line and a text without gaps', (mail) => {
    const { subject, text } = renderMail(mail, publicUrl);

    expect(subject).toMatch(/^[^\n]{5,60}$/);
    expect(text).not.toMatch(/undefined|null|\[object/);
    expect(/[가-힣]/.test(text.replaceAll('민지', ''))).toBe(mail.language === 'ko');
    expect(identityMail.parse(mail)).toEqual(mail);
  });

  test('a link stands on a line of its own, at our own address', () => {
    const { text } = renderMail(
      { kind: 'password-reset', to, language: 'ko', token: 'T'.repeat(43) },
      publicUrl,
    );

    expect(text.split('\n')).toContain(`${publicUrl}/reset-password?token=${'T'.repeat(43)}`);
  });
});

test.each(['ko', 'en'] as const)(
  'the last mail is a receipt of what was erased, and when (%s)',
  (language) => {
    const { text } = renderMail({ kind: 'farewell', to, language, receipt }, publicUrl);

    expect(text).toContain(receipt.id);
    expect(text).toContain(receipt.withdrawnAt);
    expect(text).toContain('- members: 1\n- peak_flows: 120\n');
  },
);

describe('the handler', () => {
  test('sends once for each call, under the id of the message', async () => {
    const mailer = createFakeMailer();
    const handle = createIdentityMailHandler({ mailer, publicUrl });
    await handle({ kind: 'farewell', to, language: 'en', receipt }, { id: 'message-1', attempt: 1 });

    expect(mailer.sent).toMatchObject([
      { to, messageId: 'message-1', subject: 'Your Soomcare account is gone' },
    ]);
  });

  test('sends nothing to nobody', async () => {
    const mailer = createFakeMailer();
    const handle = createIdentityMailHandler({ mailer, publicUrl });
    await handle({ kind: 'nobody', to, language: 'ko', token: 'T' }, { id: 'message-2', attempt: 1 });

    expect(mailer.sent).toEqual([]);
  });

  test('refuses a payload that it does not understand, so that it ends as a dead letter', async () => {
    const handle = createIdentityMailHandler({ mailer: createFakeMailer(), publicUrl });

    await expect(handle({ kind: 'advert', to }, { id: 'message-3', attempt: 1 })).rejects.toThrow();
  });
});
