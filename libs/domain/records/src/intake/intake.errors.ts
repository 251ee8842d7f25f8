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
});
