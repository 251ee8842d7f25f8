import { pageOf, pageQuery } from '@soomcare/http';
import { freeText, rowView } from '@soomcare/member-rows';
import { z } from 'zod';

import { MAX_PHRASE, ruleKinds, ruleLanguages } from './community-rule.entity.ts';
import { isPhrase } from './rule-phrase.ts';

const kind = z.enum(ruleKinds);

const ruleValues = {
  kind,
  language: z.enum(ruleLanguages),
  phrase: freeText(MAX_PHRASE).refine(isPhrase, 'two letters at least, and some on each side of a gap').meta({
    description:
      'Letters; `#` is one digit, `*` a gap of at most 20 characters. Spaces and punctuation do not count.',
    example: '카톡 문의',
  }),
  hides: z.boolean().meta({ description: 'Hide what it is found in until somebody has decided' }),
};

export const createRuleBody = z.strictObject(ruleValues).meta({ id: 'CreateCommunityRule' });
export type CreateRule = z.output<typeof createRuleBody>;

export const editRuleBody = z
  .strictObject({ phrase: ruleValues.phrase, hides: ruleValues.hides, active: z.boolean() })
  .partial()
  .meta({ id: 'EditCommunityRule' });
export type EditRule = z.output<typeof editRuleBody>;

export const ruleQuery = z.strictObject({ ...pageQuery, kind: kind.optional() });
export type ListRules = z.output<typeof ruleQuery>;

export const ruleView = z
  .object({
    ...rowView,
    kind,
    language: ruleValues.language,
    phrase: z.string(),
    hides: z.boolean(),
    active: z.boolean(),
  })
  .meta({ id: 'CommunityRule' });

export const rulePage = pageOf(ruleView).meta({ id: 'CommunityRulePage' });
