import { defineErrors } from '@soomcare/http';

export const doseErrors = defineErrors({
  DOSE_NOT_FOUND: [404, 'No such dose', '그런 복용 일정이 없습니다'],
  DOSE_ALREADY_ANSWERED: [
    409,
    'This dose has another answer already: undo that first',
    '이미 다르게 기록한 복용입니다. 먼저 그 기록을 취소해 주세요',
  ],
  DOSE_CANCELLED: [
    409,
    'This dose is cancelled: its schedule or medication has ended',
    '취소된 복용입니다. 일정이나 약이 끝났습니다',
  ],
  DOSE_NOT_OPEN: [
    409,
    'Only a dose that is due now can be snoozed',
    '지금 복용할 차례인 약만 나중에 알릴 수 있습니다',
  ],
  DOSE_IN_FUTURE: [422, 'A dose cannot have been taken in the future', '미래의 시각에 복용할 수는 없습니다'],
  DOSE_TOO_EARLY: [
    422,
    'A dose can be taken from 24 hours before it is due',
    '복용 시각 24시간 전부터 기록할 수 있습니다',
  ],
  DOSE_SNOOZE_TOO_LONG: [422, 'The next dose is due before that', '그 전에 다음 복용 시각이 있습니다'],
});
