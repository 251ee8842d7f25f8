import { defineErrors } from '@soomcare/http';

export const symptomErrors = defineErrors({
  NO_SYMPTOM_GIVEN: [
    422,
    'Name at least one symptom, or say noSymptoms',
    '증상을 하나 이상 적거나 증상 없음을 선택해 주세요',
  ],
  NO_SYMPTOMS_CONTRADICTED: [
    422,
    'noSymptoms cannot stand beside a symptom',
    '증상 없음과 증상을 함께 기록할 수 없습니다',
  ],
});
