import { flag, instant, table, text, uuidPrimary, version } from '@soomcare/database';

export const ruleKinds = ['red-flag', 'advert', 'dosing-advice', 'contact-data'] as const;
export type RuleKind = (typeof ruleKinds)[number];

export const ruleLanguages = ['ko', 'en'] as const;

export const MAX_PHRASE = 60;

/** A phrase that the staff wants to hear of when a member writes it. */
export class CommunityRule {
  id!: string;
  kind!: RuleKind;
  language!: (typeof ruleLanguages)[number];
  /** See `rule-phrase.ts`. */
  phrase!: string;
  /** What it is found in is hidden until somebody has decided. */
  hides!: boolean;
  active!: boolean;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
}

export const communityRuleTable = table<CommunityRule>()({
  target: CommunityRule,
  tableName: 'community_rules',
  columns: {
    id: uuidPrimary(),
    kind: text(13),
    language: text(2),
    phrase: text(MAX_PHRASE),
    hides: flag(),
    active: flag(),
    version: version(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  indices: [
    { name: 'uq_community_rules_kind_phrase', columns: ['kind', 'phrase'], unique: true },
    { name: 'ix_community_rules_active', columns: ['active'] },
  ],
});
