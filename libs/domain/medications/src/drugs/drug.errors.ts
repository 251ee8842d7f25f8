import { defineErrors } from '@soomcare/http';

export const drugErrors = defineErrors({
  DRUG_NOT_FOUND: [404, 'No such drug in the catalogue', '의약품 목록에 없는 약입니다'],
});
