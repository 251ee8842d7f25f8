import { defineErrors } from '@soomcare/http';

export const intakeErrors = defineErrors({
  INTAKE_MEDICINE_UNCLEAR: [
    422,
    'Name the medicine by medicationId or by drugName, not both',
    '약은 medicationId와 drugName 중 하나로만 지정해 주세요',
  ],
  INTAKE_DOSE_UNCLEAR: [
    422,
    'Give the dose as puffs, or as amount with unit, not both',
    '용량은 흡입 횟수 또는 양과 단위 중 하나로만 적어 주세요',
  ],
  INTAKE_MEDICATION_UNKNOWN: [422, 'No such medication on your list', '내 약 목록에 없는 약입니다'],
  INTAKE_DOSE_UNKNOWN: [422, 'This medication has no such dose', '이 약에 그런 복용 일정이 없습니다'],
  INTAKE_DOSE_TOO_EARLY: [
    422,
    'A dose can be answered from 24 hours before it is due',
    '복용 시각 24시간 전부터 기록할 수 있습니다',
  ],
  INTAKE_DOSE_ANSWERED: [
    409,
    'This dose has its answer already; undo that first',
    '이미 기록한 복용입니다. 먼저 그 기록을 취소해 주세요',
  ],
});
