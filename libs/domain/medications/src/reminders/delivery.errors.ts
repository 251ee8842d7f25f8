import { defineErrors } from '@soomcare/http';

export const deliveryErrors = defineErrors({
  REMINDER_NOT_FOUND: [404, 'This device had no such reminder', '이 기기에 보낸 그런 알림이 없습니다'],
});
