import { defineErrors } from '@soomcare/http';

export const exportErrors = defineErrors({
  EXPORT_NOT_FOUND: [
    404,
    'No such export, or its seven days are over',
    '그런 내보내기가 없거나 7일이 지났습니다',
  ],
  EXPORT_LINK_INVALID: [
    404,
    'This link no longer leads to a file: ask for a new one',
    '더 이상 파일을 받을 수 없는 링크입니다. 새 링크를 받아 주세요',
  ],
});
