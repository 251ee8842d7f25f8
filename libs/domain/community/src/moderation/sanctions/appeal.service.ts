import type { Database } from '@soomcare/database';
import { createCursor, cutPage, pageSize } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import type { AuthorsOf } from '../../authors/author.ts';
import { createMasking } from '../masked-author.ts';
import { answerNotice, languageOf, type Tell } from '../notices.ts';
import { actOf, type StaffCall, type WriteAudit } from '../staff-audit.ts';
import { sanctionErrors } from './sanction.errors.ts';
import type { SanctionRepository } from './sanction.repository.ts';
import type { AnswerAppeal, ListAppeals, StaffSanctionView } from './sanction.schemas.ts';
import { presentToStaff } from './sanction.service.ts';
import type { Sentence } from './sentence.ts';

const cursor = createCursor(z.strictObject({ at: storedInstant, id: z.uuid() }));

export interface AppealDeps {
  readonly database: Database;
  readonly sanctions: SanctionRepository;
  readonly sentence: Pick<Sentence, 'lift'>;
  readonly authorsOf: AuthorsOf;
  readonly tell: Tell;
  readonly writeAudit: WriteAudit;
  readonly clock: { readonly now: () => Date; readonly newId: () => string };
}

/** Appeals as the staff sees and answers them. */
export const createAppealService = (deps: AppealDeps) => {
  const { database, sanctions, sentence, authorsOf, tell, writeAudit, clock } = deps;

  return {
    async list({ appealState = 'open', ...query }: ListAppeals) {
      const limit = pageSize(query);
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
      const rows = await sanctions.listByAppeal(appealState, after, limit + 1);
      const { items, nextCursor } = cutPage(rows, limit, ({ appealedAt, id }) =>
        cursor.encode({ at: appealedAt ?? '', id }),
      );
      const mask = await createMasking(
        authorsOf,
        items.map(({ memberId }) => memberId),
      );
      return { items: items.map((row) => presentToStaff(row, mask)), nextCursor };
    },

    /** @throws SANCTION_NOT_FOUND, NO_OPEN_APPEAL, OWN_SANCTION */
    async answer(by: StaffCall, id: string, { outcome, answer }: AnswerAppeal): Promise<StaffSanctionView> {
      const appealed = await sanctions.find(id);
      if (!appealed) throw sanctionErrors.SANCTION_NOT_FOUND();

      const { memberId } = appealed;
      const locale = await languageOf(authorsOf, memberId);
      const answered = await database.transaction(async (tx) => {
        const sanction = await sanctions.lock(id, tx);
        if (sanction?.appealState !== 'open') throw sanctionErrors.NO_OPEN_APPEAL();
        if (sanction.decidedBy === by.actor.id) throw sanctionErrors.OWN_SANCTION();

        const after = {
          ...sanction,
          appealState: outcome,
          answer,
          answeredBy: by.actor.id,
          answeredAt: clock.now().toISOString(),
        };
        await sanctions.update(after, tx);
        if (outcome === 'lifted') await sentence.lift(after, tx);
        await tell(answerNotice({ memberId, id: clock.newId(), locale }, outcome, answer), tx);
        await writeAudit(tx, actOf(by, 'staffAnswerAppeal', [memberId], `${outcome}: ${answer}`));
        return after;
      });

      return presentToStaff(answered, await createMasking(authorsOf, [memberId]));
    },
  };
};

export type AppealService = ReturnType<typeof createAppealService>;
