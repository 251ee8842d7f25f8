export { type CreateCall, insertOnce } from './insert-once.ts';
export { MemberRow, memberRowColumns, removalIndex } from './member-row.entity.ts';
export { createMemberRowRepository, limitParam, type MemberRowRepository } from './member-row.repository.ts';
export { createRowMapping, instantParam, type PlainRow } from './row-mapping.ts';
export {
  clientId,
  freeText,
  givenInstant,
  localDay,
  MAX_TIME_ZONE,
  rowParams,
  rowView,
  storedInstant,
  timeZoneName,
} from './row.schemas.ts';
