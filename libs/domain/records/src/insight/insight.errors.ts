import { defineErrors } from '@soomcare/http';

export const insightErrors = defineErrors({
  INSIGHT_RANGE_UNFIT: [
    422,
    'Ask for at most 366 days, from the earlier to the later, beginning no later than today',
    '시작일이 종료일과 오늘보다 늦지 않게, 최대 366일까지 조회해 주세요',
  ],
});
