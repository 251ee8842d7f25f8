import { instant, integer, nullable, table, text, uuid } from '@soomcare/database';
import {
  MAX_TIME_ZONE,
  MemberRow,
  memberRowColumns,
  type PlainRow,
  removalIndex,
} from '@soomcare/member-rows';

/** A new device or pack, puffs spent on priming, or the number that the counter really shows. */
export const supplyEventKinds = ['refill', 'priming', 'correction'] as const;
export type SupplyEventKind = (typeof supplyEventKinds)[number];

export class SupplyEvent extends MemberRow {
  medicationId!: string;
  kind!: SupplyEventKind;
  /** In a full device, puffed away, or still there: by kind. In the medication's unit. */
  doses!: number;
  occurredAt!: Date;
  /** The member's zone at that time: a notice comes in their daytime. */
  timeZone!: string;
  /** When the member was told that this supply runs out. */
  noticedAt!: Date | null;
}

export type PlainSupplyEvent = PlainRow<SupplyEvent>;

export const supplyEventTable = table<SupplyEvent>()({
  target: SupplyEvent,
  tableName: 'supply_events',
  columns: {
    ...memberRowColumns,
    medicationId: uuid(),
    kind: text(10),
    doses: integer({ size: 'smallint', unsigned: true }),
    occurredAt: instant(),
    timeZone: text(MAX_TIME_ZONE),
    noticedAt: nullable(instant()),
  },
  indices: [
    {
      name: 'ix_supply_events_member_id_medication_id_occurred_at',
      columns: ['memberId', 'medicationId', 'occurredAt'],
    },
    removalIndex('supply_events'),
  ],
});
