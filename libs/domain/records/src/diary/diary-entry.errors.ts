import { defineErrors } from '@soomcare/http';

export const diaryErrors = defineErrors({
  RECORD_NOT_FOUND: [404, 'No such record', '그런 기록이 없습니다'],
  RECORD_IN_FUTURE: [422, 'A record cannot lie in the future', '미래의 시각은 기록할 수 없습니다'],
  RECORD_TOO_OLD: [422, 'A record cannot lie before 1900', '1900년 이전의 시각은 기록할 수 없습니다'],
});
