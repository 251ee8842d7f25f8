import { type Database, newUuid, uuidToBinary } from '@soomcare/database';

import { type MemberCaller } from './harness.ts';

interface Alarm {
  readonly device: string;
  readonly kind: 'dose' | 'nudge';
  readonly due: string;
  readonly state: string;
  readonly reason?: string;
  readonly attempts?: number;
  readonly sent?: string;
  readonly shown?: string;
}

const [phone, tablet, noDevice] = [newUuid(), newUuid(), '00000000-0000-0000-0000-000000000000'];

/** Wall times in Seoul. */
const doses: { time: string; taken?: string; alarms: Alarm[] }[] = [
  {
    time: '08:00',
    taken: '08:03',
    alarms: [
      { device: phone, kind: 'dose', due: '08:00', state: 'acknowledged', sent: '08:00', shown: '08:01' },
      { device: tablet, kind: 'dose', due: '08:00', state: 'failed', reason: 'token_gone' },
      { device: noDevice, kind: 'nudge', due: '08:10', state: 'not_sent', reason: 'answered', attempts: 0 },
    ],
  },
  {
    time: '13:00',
    alarms: [
      {
        device: noDevice,
        kind: 'dose',
        due: '13:00',
        state: 'missed_to_send',
        reason: 'window_passed',
        attempts: 0,
      },
    ],
  },
  {
    time: '20:00',
    alarms: [{ device: phone, kind: 'dose', due: '20:00', state: 'sent', attempts: 2, sent: '20:01' }],
  },
  { time: '22:30', alarms: [] },
];

/** A member who has an inhaler, and a day of reminders that ended in every way. */
export const aDayOfAlarms = async (database: Database, { id, caller }: MemberCaller, date: string) => {
  const inhaler = { name: '심비코트 160/4.5', purposeDefault: 'scheduled', form: 'dpi' };
  const made = await caller
    .post('/v1/medications')
    .send({ ...inhaler, doseAmount: 1, doseUnit: 'puff', startsOn: date })
    .expect(201);
  const medicationId = (made.body as { id: string }).id;
  const instantAt = (time: string | undefined) => time && new Date(`${date}T${time}:00+09:00`);

  for (const { time, taken, alarms } of doses) {
    const slotId = newUuid();
    await database.run(
      `INSERT INTO dose_slots (member_id, id, medication_id, schedule_id, due_at, missed_after, local_date, local_time,
                               time_zone, amount_hundredths, answer, answered_at, taken_at)
       VALUES (?, ?, ?, ?, ?, ? + INTERVAL 2 HOUR, ?, ?, 'Asia/Seoul', 100, ?, ?, ?)`,
      [
        ...[id, slotId, medicationId, newUuid()].map(uuidToBinary),
        ...[instantAt(time), instantAt(time), date, time],
        ...[taken ? 'taken' : null, instantAt(taken) ?? null, instantAt(taken) ?? null],
      ],
    );
    for (const { device, kind, due, state, reason, attempts = 1, sent, shown } of alarms) {
      await database.run(
        `INSERT INTO deliveries (id, member_id, slot_id, reminder_id, device_id, kind, due_at, state, reason, attempts,
                                 sent_at, acknowledged_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          ...[newUuid(), id, slotId, newUuid(), device].map(uuidToBinary),
          ...[kind, instantAt(due), state, reason ?? null, attempts],
          ...[instantAt(sent) ?? null, instantAt(shown) ?? null],
        ],
      );
    }
  }
};
