import { defineErrors } from '@soomcare/http';

export const exacerbationErrors = defineErrors({
  ENDS_BEFORE_START: [422, 'It cannot end before it began', '끝난 시각이 시작보다 앞설 수 없습니다'],
});
