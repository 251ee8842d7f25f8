import { armFailpoint } from '@soomcare/database';
import { describe, expect, test } from 'vitest';

import { doseStateOf } from '../doses/dose-state.ts';
import { multiplyDoses } from '../testing/dose-slots.ts';
import { explained } from '../testing/explained.ts';
import { createCaregiverRepository } from './caregiver.repository.ts';
import { aCaregiver, EMAIL, useCaregiverBench } from '../testing/caregiver-bench.ts';
import { tokenIn } from '../testing/fake-caregiver-post.ts';

const bench = useCaregiverBench();
const { clock, post, follow } = bench;

const send = () => bench.caregivers().sendNotices();
/** To whom notices are waiting. */
const told = async () => (await post.deliver()).map(({ to }) => to);

/** An active caregiver of a member whose dose of noon was missed at four in the afternoon, just now. */
const missed = async (different: object = {}) => {
  const agreed = await bench.agreed(different);
  const dose = await bench.aDose(agreed.actor.id);
  clock.advance({ hours: 4 });
  return { ...agreed, dose };
};

describe('what is told', () => {
  test('a dose that nobody has answered at its missed time, in plain words, and not a moment before', async () => {
    const { me } = await missed();
    clock.advance({ milliseconds: -1 });
    await send();
    expect(await told()).toEqual([]);

    clock.advance({ milliseconds: 1 });
    await send();
    const [mail] = await post.deliver();

    expect(mail).toMatchObject({ to: EMAIL, subject: '숨케어: 계획한 복용이 확인되지 않았습니다' });
    expect(mail?.text).toContain('숨케어 회원 ‘민지’ 님의 계획한 복용이 확인되지 않았습니다.');
    expect((await me.get('/v1/me/caregiver')).body).toMatchObject({ noticedAt: clock.now().toISOString() });
  });

  test('nothing before the caregiver has agreed, nor of a dose that was missed before', async () => {
    const { actor, mail } = await bench.asking();
    await bench.aDose(actor.id);
    clock.advance({ hours: 4 });
    await send();
    await follow('POST', 'accept', tokenIn(mail, 'accept'));
    await send();

    expect(await told()).toEqual([]);
  });

  const at = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000).toISOString();
  test.each([
    ['unanswered', () => ({})],
    ['skipped', () => ({ answer: 'skipped' as const, answeredAt: at(1) })],
    ['taken', () => ({ answer: 'taken' as const, answeredAt: at(1), takenAt: at(1) })],
    ['cancelled', () => ({ cancelledAt: at(1) })],
    ['snoozed beyond now', () => ({ snoozedUntil: at(5) })],
    ['snoozed until now', () => ({ snoozedUntil: at(4) })],
    ['still open', () => ({ missedAfter: at(4.5) })],
    ['not yet due', () => ({ dueAt: at(4.5), missedAfter: at(8.5) })],
  ])('a dose is told just when its state is missed: %s', async (_name, different) => {
    const { actor } = await bench.agreed();
    const dose = await bench.aDose(actor.id, different());
    clock.advance({ hours: 4 });
    await send();

    expect(await told()).toEqual(doseStateOf(dose, clock.now()) === 'missed' ? [EMAIL] : []);
  });

  test('after a long outage what is older than a day is no news', async () => {
    await missed();
    clock.advance({ days: 1 });
    await send();

    expect(await told()).toEqual([]);
  });

  test('a member who shares no nickname is not named', async () => {
    await missed({ sharesNickname: false });
    await send();

    expect((await post.deliver())[0]?.text).toContain('한 숨케어 회원의 계획한 복용이');
  });
});

describe('when it is told', () => {
  test('once a local day at most; the next day only of what was missed since', async () => {
    const { actor } = await missed();
    await bench.aDose(actor.id, { dueAt: '2026-03-10T04:00:00.000Z' });
    await send();
    clock.advance({ hours: 1 });
    await send();
    expect(await told()).toEqual([EMAIL]);

    clock.set('2026-03-10T23:00:00.000Z');
    await send();
    expect(await told()).toEqual([EMAIL]);

    clock.set('2026-03-11T23:00:00.000Z');
    await send();
    expect(await told()).toEqual([]);
  });

  test('what is missed at night is told at eight in the morning of the member', async () => {
    const { actor } = await bench.agreed();
    await bench.aDose(actor.id, { dueAt: '2026-03-10T13:00:00.000Z' });
    for (const night of ['2026-03-10T17:00:00.000Z', '2026-03-10T22:59:59.000Z']) {
      clock.set(night);
      await send();
      expect(await told()).toEqual([]);
    }
    clock.set('2026-03-10T23:00:00.000Z');
    await send();

    expect(await told()).toEqual([EMAIL]);
  });

  test('a flight to the west does not make a second notice on the same date', async () => {
    const { actor } = await missed();
    await send();
    expect(await told()).toEqual([EMAIL]);

    bench.members.set(actor.id, { nickname: '민지', timeZone: 'America/New_York' });
    await bench.aDose(actor.id, { dueAt: '2026-03-10T16:00:00.000Z' });
    clock.set('2026-03-10T23:30:00.000Z');
    await send();
    expect(await told()).toEqual([]);

    clock.set('2026-03-11T12:00:00.000Z');
    await send();
    expect(await told()).toEqual([EMAIL]);
  });
});

describe('what ends it', () => {
  test.each(['the asking', 'a notice'])('the stop link of %s', async (which) => {
    const { me, actor, mail: askingMail } = await missed();
    await send();
    const [notice = askingMail] = await post.deliver();
    await follow('POST', 'stop', tokenIn(which === 'a notice' ? notice : askingMail, 'stop'));
    expect(notice.subject).not.toBe(askingMail.subject);
    expect(await bench.state(me)).toBe('stopped');

    clock.advance({ days: 1 });
    await bench.aDose(actor.id, { dueAt: clock.now().toISOString() });
    clock.advance({ hours: 4 });
    await send();
    expect(await told()).toEqual([]);
  });

  test('a stopped, a replaced and a removed caregiver are told nothing', async () => {
    const { mail } = await missed();
    const { me: replacing } = await missed({ email: 'replaced@example.com' });
    const { me: removing } = await missed({ email: 'removed@example.com' });
    await follow('POST', 'stop', tokenIn(mail, 'stop'));
    await replacing.put('/v1/me/caregiver').send(aCaregiver({ email: 'new@example.com' }));
    await removing.delete('/v1/me/caregiver').expect(204);
    await post.deliver();
    await send();

    expect(await told()).toEqual([]);
  });

  test.each(['stopping', 'removing'])('%s also ends a notice that still waits to be sent', async (how) => {
    const { me, mail } = await missed();
    await send();
    if (how === 'stopping') await follow('POST', 'stop', tokenIn(mail, 'stop'));
    else await me.delete('/v1/me/caregiver').expect(204);

    expect(await told()).toEqual([]);
  });

  test('a consent to health data that is taken back, until it is given again', async () => {
    const { actor } = await missed();
    bench.members.set(actor.id, null);
    await send();
    expect(await told()).toEqual([]);

    bench.members.delete(actor.id);
    clock.advance({ hours: 1 });
    await send();
    expect(await told()).toEqual([EMAIL]);
  });
});

describe('workers', () => {
  test('several at once leave one mail, and so does one that looks again', async () => {
    await missed();
    await Promise.all(Array.from({ length: 4 }, send));
    await send();

    expect(await told()).toEqual([EMAIL]);
  });

  test('one that dies before its commit leaves neither the mail nor the mark; the next one makes up for it', async () => {
    await missed();
    const disarm = armFailpoint('before_commit', () => Promise.reject(new Error('killed')));
    await expect(send()).rejects.toThrow('killed');
    disarm();
    expect(await told()).toEqual([]);

    await send();
    expect(await told()).toEqual([EMAIL]);
  });

  test('one caregiver whose row does not open keeps no mail from the others', async () => {
    await missed({ email: 'broken@example.com' });
    await bench.database().run(`UPDATE caregivers c SET c.sealed_contact = 'damaged'`);
    clock.set('2026-03-10T03:00:00.000Z');
    await missed();

    await expect(send()).rejects.toThrow();
    expect(await told()).toEqual([EMAIL]);
  });

  test('they look by the indexes of caregivers and doses alone', async () => {
    const { actor, dose } = await missed();
    await multiplyDoses(bench.database(), dose);
    const now = clock.now();

    const [list] = await explained(bench.database(), (heard) =>
      createCaregiverRepository(heard).listDue(now, 200),
    );
    const [lock] = await explained(bench.database(), (heard) =>
      heard.transaction((tx) => createCaregiverRepository(heard).lockDue(tx, actor.id, now)),
    );

    expect(list?.map(({ table, key }) => [table, key])).toEqual([
      ['c', 'ix_caregivers_state_quiet_until_member_id'],
      ['s', 'ix_dose_slots_member_id_due_at'],
    ]);
    expect(list?.[0]?.extra).not.toMatch(/sort|temporary/);
    expect(lock?.map(({ table, key }) => [table, key])).toEqual([
      ['c', 'PRIMARY'],
      ['s', 'ix_dose_slots_member_id_due_at'],
    ]);
  });
});
