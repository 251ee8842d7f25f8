import { defineErrors } from '@soomcare/http';

export const syncErrors = defineErrors({
  RESYNC_REQUIRED: [
    410,
    'This copy cannot be brought up to date: read everything again, without `since`',
    '이 사본은 이어서 받을 수 없습니다. since 없이 처음부터 다시 받아 주세요',
  ],
  SYNC_KIND_UNKNOWN: [422, 'This kind of row is not synchronised', '동기화하지 않는 종류입니다'],
  SYNC_OPERATION_UNKNOWN: [
    422,
    'Rows of this kind are not changed in this way',
    '이 종류에는 할 수 없는 변경입니다',
  ],
});
