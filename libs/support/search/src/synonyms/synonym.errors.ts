import { defineErrors } from '@soomcare/http';

export const synonymErrors = defineErrors({
  SYNONYM_NOT_FOUND: [404, 'No such group of synonyms', '그런 동의어 묶음이 없습니다'],
  SYNONYM_EXISTS: [409, 'There is a group for this term', '이 용어의 동의어 묶음이 이미 있습니다'],
});
