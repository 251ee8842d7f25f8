import { defineErrors } from '@soomcare/http';

export const communityRuleErrors = defineErrors({
  COMMUNITY_RULE_NOT_FOUND: [404, 'No such rule', '그런 규칙이 없습니다'],
  COMMUNITY_RULE_EXISTS: [
    409,
    'There is a rule of this kind with this phrase',
    '같은 종류와 문구의 규칙이 이미 있습니다',
  ],
});
