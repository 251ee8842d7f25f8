import { expect, test } from 'vitest';
import { createFakeMailer } from './fake-mailer.ts';
import { type Mail } from './mailer.ts';

const aMail = (to: string, subject = 'x'): Mail => ({ to, subject, text: 'x', messageId: 'x' });

test('the fake remembers what was sent, and the newest for an address', async () => {
  const mailer = createFakeMailer();
  await mailer.send(aMail('a@example.com', 'first'));
  await mailer.send(aMail('b@example.com'));
  await mailer.send(aMail('a@example.com', 'second'));

  expect(mailer.sent).toHaveLength(3);
  expect(mailer.lastTo('a@example.com').subject).toBe('second');
  expect(() => mailer.lastTo('c@example.com')).toThrow('no mail');
  mailer.clear();
  expect(mailer.sent).toEqual([]);
});

test('the fake fails as often as it was told', async () => {
  const mailer = createFakeMailer();
  mailer.failNext(1, { permanent: true });

  await expect(mailer.send(aMail('a@example.com'))).rejects.toMatchObject({ permanent: true });
  await mailer.send(aMail('a@example.com'));
  expect(mailer.sent).toHaveLength(1);
});
