import { defineErrors } from '@soomcare/http';

export const actionPlanErrors = defineErrors({
  ACTION_PLAN_NOT_FOUND: [404, 'You have no action plan yet', '아직 행동 계획이 없습니다'],
  ACTION_PLAN_IN_FUTURE: [
    422,
    'An action plan cannot begin in the future',
    '행동 계획의 시작일은 미래일 수 없습니다',
  ],
  ACTION_PLAN_MEDICATION_UNKNOWN: [422, 'No such medication on your list', '내 약 목록에 없는 약입니다'],
});
