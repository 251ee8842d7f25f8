import { type Database, isDuplicateKey } from '@soomcare/database';
import { createCursor, cutPage, httpErrors, pageSize } from '@soomcare/http';
import { z } from 'zod';

import { actOf, type StaffCall, type WriteAudit } from '../staff-audit.ts';
import { communityRuleErrors } from './community-rule.errors.ts';
import type { CommunityRuleRepository, RuleRow } from './community-rule.repository.ts';
import type { CreateRule, EditRule, ListRules } from './community-rule.schemas.ts';

const cursor = createCursor(z.strictObject({ id: z.uuid() }));

export interface CommunityRuleDeps {
  readonly database: Database;
  readonly rules: CommunityRuleRepository;
  readonly writeAudit: WriteAudit;
  readonly now: () => Date;
  readonly newId: () => string;
}

const refuseDuplicate = (error: unknown): never => {
  if (isDuplicateKey(error)) throw communityRuleErrors.COMMUNITY_RULE_EXISTS();
  throw error;
};

/** The rules as staff edits them. None is ever deleted: an inactive one explains old reports. */
export const createCommunityRuleService = (deps: CommunityRuleDeps) => {
  const { database, rules, writeAudit, now, newId } = deps;

  return {
    async list({ kind, cursor: after, ...query }: ListRules) {
      const limit = pageSize(query);
      const before = after === undefined ? null : cursor.decode(after).id;
      return cutPage(await rules.list(kind, before, limit + 1), limit, ({ id }) => cursor.encode({ id }));
    },

    /** @throws COMMUNITY_RULE_EXISTS */
    async create(by: StaffCall, body: CreateRule): Promise<RuleRow> {
      const at = now().toISOString();
      const rule = { ...body, id: newId(), active: true, version: 1, createdAt: at, updatedAt: at };
      await database
        .transaction(async (tx) => {
          await rules.insert(rule, tx);
          await writeAudit(tx, actOf(by, 'staffCreateCommunityRule'));
        })
        .catch(refuseDuplicate);
      return rule;
    },

    /** @throws COMMUNITY_RULE_NOT_FOUND, COMMUNITY_RULE_EXISTS, VERSION_MISMATCH */
    edit(by: StaffCall, id: string, edit: EditRule, expectedVersion: number | null): Promise<RuleRow> {
      return database
        .transaction(async (tx) => {
          const before = await rules.find(id, tx);
          if (!before) throw communityRuleErrors.COMMUNITY_RULE_NOT_FOUND();

          const { phrase = before.phrase, hides = before.hides, active = before.active } = edit;
          const version = before.version + 1;
          const rule = { ...before, phrase, hides, active, version, updatedAt: now().toISOString() };
          const isUnchanged = await rules.update(rule, expectedVersion ?? before.version, tx);
          if (!isUnchanged) throw httpErrors.VERSION_MISMATCH();

          await writeAudit(tx, actOf(by, 'staffEditCommunityRule'));
          return rule;
        })
        .catch(refuseDuplicate);
    },
  };
};

export type CommunityRuleService = ReturnType<typeof createCommunityRuleService>;
