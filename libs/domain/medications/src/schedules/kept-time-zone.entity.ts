import { primary, table, text, uuid } from '@soomcare/database';
import { MAX_TIME_ZONE } from '@soomcare/member-rows';

/** A zone in which a member keeps their doses where they are at home: they are not asked there again. */
export class KeptTimeZone {
  memberId!: string;
  timeZone!: string;
}

export const keptTimeZoneTable = table<KeptTimeZone>()({
  target: KeptTimeZone,
  tableName: 'kept_time_zones',
  columns: { memberId: primary(uuid()), timeZone: primary(text(MAX_TIME_ZONE)) },
});
