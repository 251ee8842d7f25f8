import { defineErrors } from '@soomcare/http';

export const caregiverErrors = defineErrors({
  CAREGIVER_NOT_FOUND: [404, 'You have named no caregiver', '정해 둔 보호자가 없습니다'],
  CAREGIVER_REFUSED: [
    409,
    'This person wants no more mails; please speak with them or name somebody else',
    '이분은 더 이상 메일을 원하지 않습니다. 직접 이야기해 보시거나 다른 분을 정해 주세요',
  ],
});
