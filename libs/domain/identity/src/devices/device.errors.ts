import { defineErrors } from '@soomcare/http';

export const deviceErrors = defineErrors({
  DEVICE_NOT_FOUND: [404, 'No such device', '등록되지 않은 기기입니다'],
  TOO_MANY_DEVICES: [
    422,
    'Twenty devices are registered; please remove one first',
    '기기는 20대까지 등록할 수 있습니다. 먼저 하나를 지워 주세요',
  ],
});
