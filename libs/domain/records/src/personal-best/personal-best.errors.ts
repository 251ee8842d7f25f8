import { defineErrors } from '@soomcare/http';

export const personalBestErrors = defineErrors({
  PERSONAL_BEST_NOT_FOUND: [404, 'No such personal best', '그런 개인 최고치가 없습니다'],
  PERSONAL_BEST_IN_FUTURE: [
    422,
    'A personal best cannot begin in the future',
    '개인 최고치의 시작일은 미래일 수 없습니다',
  ],
});
