import { defineErrors } from '@soomcare/http';

export const spirometryErrors = defineErrors({
  FEV1_ABOVE_FVC: [
    422,
    'FEV1 is a part of FVC and cannot be larger',
    '1초간 노력성 호기량은 노력성 폐활량보다 클 수 없습니다',
  ],
});
