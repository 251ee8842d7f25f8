import type { Database } from '@soomcare/database';
import { createIdempotency } from '@soomcare/http';

import { createActionPlanRepository } from '../action-plan/action-plan.repository.ts';
import { actionPlanView, recordActionPlanBody } from '../action-plan/action-plan.schemas.ts';
import { type ActionPlanDeps, createActionPlanService } from '../action-plan/action-plan.service.ts';
import { createPersonalBestRepository } from '../personal-best/personal-best.repository.ts';
import { confirmPersonalBestBody, personalBestView } from '../personal-best/personal-best.schemas.ts';
import { createPersonalBestService } from '../personal-best/personal-best.service.ts';

export type SyncedPlansDeps = Pick<ActionPlanDeps, 'now' | 'newId' | 'medicines'>;

/** For rows that are one page in all: every one that the member's own list shows. */
const among = <Row extends { readonly id: string }>(rows: readonly Row[], ids: readonly string[]): Row[] => {
  const wanted = new Set(ids);

  return rows.filter(({ id }) => wanted.has(id));
};

/** What readings are held against, for devices that keep copies: confirmed or written once, and never edited. */
export const syncedPlans = ({ now, newId, medicines }: SyncedPlansDeps) => [
  {
    name: 'personalBests',
    description: 'Created and removed, never edited',
    body: confirmPersonalBestBody,
    view: personalBestView,
    on(database: Database) {
      const bests = createPersonalBestRepository(database);
      const idempotency = createIdempotency({ database, now });
      const { confirm, remove } = createPersonalBestService({ bests, idempotency, now, newId });

      return {
        create: confirm,
        remove,
        listByIds: async (memberId: string, ids: readonly string[]) =>
          among(await bests.listSeries(memberId), ids),
      };
    },
  },
  {
    name: 'actionPlans',
    description: 'Created only: an edit is a plan of its own, whose version is one more',
    body: recordActionPlanBody,
    view: actionPlanView,
    on(database: Database) {
      const plans = createActionPlanRepository(database);
      const idempotency = createIdempotency({ database, now });
      const { record, list } = createActionPlanService({ plans, idempotency, now, newId, medicines });

      return {
        create: record,
        listByIds: async (memberId: string, ids: readonly string[]) =>
          among((await list(memberId)).items, ids),
      };
    },
  },
];
