import { defineErrors } from '@soomcare/http';

export const scheduleErrors = defineErrors({
  SCHEDULE_NOT_FOUND: [404, 'No such schedule', '그런 복용 일정이 없습니다'],
  TOO_MANY_SCHEDULES: [
    409,
    'This medication has as many schedules as it can have: remove one first',
    '이 약의 복용 일정이 너무 많습니다. 먼저 하나를 지워 주세요',
  ],
  SCHEDULE_KIND_UNCLEAR: [
    422,
    'Times of day go without everyHours; an interval needs everyHours and one time, and goes without days',
    '시각 일정에는 everyHours를 쓸 수 없고, 간격 일정에는 everyHours와 첫 시각 하나만 적어 주세요',
  ],
  SCHEDULE_DAYS_UNCLEAR: [
    422,
    'Give weekdays or everyDays, not both',
    '요일과 며칠 간격 중 하나만 정해 주세요',
  ],
  SCHEDULE_ENDS_BEFORE_START: [
    422,
    'A schedule cannot end before it starts',
    '일정의 종료일은 시작일보다 빠를 수 없습니다',
  ],
  SCHEDULE_PAUSES_UNCLEAR: [
    422,
    'A pause cannot end before it starts, and no two may overlap',
    '쉬는 기간의 끝은 시작보다 빠를 수 없고, 서로 겹칠 수 없습니다',
  ],
  SCHEDULE_OUTSIDE_COURSE: [
    422,
    'A schedule lies within the dates of its medication',
    '일정은 약의 복용 기간 안에 있어야 합니다',
  ],
});
