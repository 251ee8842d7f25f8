import { defineErrors } from '@soomcare/http';

export const supplyErrors = defineErrors({
  SUPPLY_EVENT_NOT_FOUND: [404, 'No such supply event', '그런 약 잔량 기록이 없습니다'],
  SUPPLY_DOSES_UNKNOWN: [
    422,
    'Say how many doses the new device has: the medication does not name them',
    '새 기기의 총 횟수를 적어 주세요. 약에 등록된 횟수가 없습니다',
  ],
  SUPPLY_AT_WRONG_TIME: [
    422,
    'A supply event lies within the last year, not in the future',
    '약 잔량 기록의 시각은 최근 1년 안이어야 하고 미래일 수 없습니다',
  ],
});
