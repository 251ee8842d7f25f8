import { instant, integer, localDate, nullable, table, text, uuid } from '@soomcare/database';
import {
  MAX_TIME_ZONE,
  MemberRow,
  memberRowColumns,
  type PlainRow,
  removalIndex,
} from '@soomcare/member-rows';

export const scheduleKinds = ['times', 'interval'] as const;
export type ScheduleKind = (typeof scheduleKinds)[number];

/** `home` keeps the zone it was made in; `follow` moves with the member, once they said so. */
export const zonePolicies = ['home', 'follow'] as const;
export type ZonePolicy = (typeof zonePolicies)[number];

/** When a medication is due. An edit changes what comes after it; what was due before stays as dose slots. */
export class Schedule extends MemberRow {
  medicationId!: string;
  kind!: ScheduleKind;
  /** `08:00,20:00` */
  times!: string;
  /** ISO weekdays, `1,3,5` */
  weekdays!: string;
  everyDays!: number;
  everyHours!: number | null;
  startsOn!: string;
  endsOn!: string | null;
  count!: number | null;
  zonePolicy!: ZonePolicy;
  timeZone!: string;
  /** Of each dose, in hundredths of the medication's unit. */
  amountHundredths!: number;
  /** JSON of `[{ from, to }]`, local days. */
  pauses!: string;
  /** The medication's own `endsOn`: no dose comes after it, whatever the schedule says. */
  courseEndsOn!: string | null;
  /** Every dose that is due before has its slot as a row. */
  materialisedUntil!: Date;
}

export type PlainSchedule = PlainRow<Schedule>;

export const MAX_TIMES = 12;
export const MAX_PAUSES = 20;

export const scheduleTable = table<Schedule>()({
  target: Schedule,
  tableName: 'schedules',
  columns: {
    ...memberRowColumns,
    medicationId: uuid(),
    kind: text(8),
    times: text(80),
    weekdays: text(13),
    everyDays: integer({ size: 'smallint', unsigned: true }),
    everyHours: nullable(integer({ size: 'tinyint', unsigned: true })),
    startsOn: localDate(),
    endsOn: nullable(localDate()),
    count: nullable(integer({ size: 'smallint', unsigned: true })),
    zonePolicy: text(6),
    timeZone: text(MAX_TIME_ZONE),
    amountHundredths: integer({ unsigned: true }),
    pauses: text(1_000),
    courseEndsOn: nullable(localDate()),
    materialisedUntil: instant(),
  },
  indices: [
    { name: 'ix_schedules_member_id_medication_id', columns: ['memberId', 'medicationId'] },
    { name: 'ix_schedules_materialised_until', columns: ['materialisedUntil'] },
    removalIndex('schedules'),
  ],
});
