import { created, type Endpoint, endpoint, staff, versioned } from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';

import { communityRuleErrors } from './community-rule.errors.ts';
import { createRuleBody, editRuleBody, rulePage, ruleQuery, ruleView } from './community-rule.schemas.ts';
import type { CommunityRuleService } from './community-rule.service.ts';

const tag = 'Community';
const access = staff({ permission: 'community:moderate' });

export const communityRuleStaffRoutes = (rules: CommunityRuleService): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/community-rules',
      operationId: 'staffListCommunityRules',
      summary: 'Phrases that are looked for in what members write, the last made first',
      tag,
      access,
      query: ruleQuery,
      response: rulePage,
    },
    ({ query }) => rules.list(query),
  ),
  endpoint(
    {
      method: 'post',
      path: '/community-rules',
      operationId: 'staffCreateCommunityRule',
      summary: 'Look for another phrase from now on',
      tag,
      access,
      body: createRuleBody,
      status: 201,
      response: ruleView,
      errors: [communityRuleErrors.COMMUNITY_RULE_EXISTS],
    },
    async ({ body, ...by }) => created('/community-rules', await rules.create(by, body)),
  ),
  endpoint(
    {
      method: 'patch',
      path: '/community-rules/{id}',
      operationId: 'staffEditCommunityRule',
      summary: 'Change a rule, or put it out of use',
      tag,
      access,
      params: rowParams,
      ifMatch: 'required',
      body: editRuleBody,
      response: ruleView,
      errors: [communityRuleErrors.COMMUNITY_RULE_NOT_FOUND, communityRuleErrors.COMMUNITY_RULE_EXISTS],
    },
    async ({ params, body, ...by }) =>
      versioned(await rules.edit(by, params.id, body, by.call.expectedVersion)),
  ),
];
