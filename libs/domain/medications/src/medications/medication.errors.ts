import { defineErrors } from '@soomcare/http';

export const medicationErrors = defineErrors({
  MEDICATION_NOT_FOUND: [404, 'No such medication', '그런 복용약이 없습니다'],
  MEDICATION_HAS_INTAKES: [
    409,
    'This medication has intakes, so it stays in the diary: archive it instead',
    '복용 기록이 있는 약은 지울 수 없습니다. 대신 보관해 주세요',
  ],
  MEDICATION_ARCHIVED: [
    409,
    'This medication is archived: bring it back first',
    '보관된 약입니다. 먼저 보관을 해제해 주세요',
  ],
  MEDICATION_DRUG_UNKNOWN: [422, 'No such drug in the catalogue', '의약품 목록에 없는 약입니다'],
  DOSE_OF_PART_PUFFS: [
    422,
    'Puffs are whole, and at most 100 at once',
    '흡입 횟수는 100회 이하의 정수로 적어 주세요',
  ],
  MEDICATION_ENDS_BEFORE_START: [
    422,
    'A course cannot end before it starts',
    '복용 종료일은 시작일보다 빠를 수 없습니다',
  ],
  MEDICATION_STARTS_AFTER_SCHEDULE: [
    422,
    'One of its schedules starts earlier: change that first',
    '더 일찍 시작하는 복용 일정이 있습니다. 일정을 먼저 바꿔 주세요',
  ],
});
