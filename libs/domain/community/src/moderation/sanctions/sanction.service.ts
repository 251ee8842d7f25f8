import { createCursor, cutPage, pageSize } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import type { Masking } from '../masked-author.ts';
import { sanctionErrors } from './sanction.errors.ts';
import type { SanctionRepository, SanctionRow } from './sanction.repository.ts';
import type { ListSanctions, SanctionView, StaffSanctionView } from './sanction.schemas.ts';

const cursor = createCursor(z.strictObject({ at: storedInstant, id: z.uuid() }));

export const presentSanction = ({ subjectKind, subjectId, ...row }: SanctionRow): SanctionView => ({
  ...row,
  subject: { kind: subjectKind, id: subjectId },
});

export const presentToStaff = (row: SanctionRow, mask: Masking): StaffSanctionView => ({
  ...presentSanction(row),
  author: mask(row.memberId),
  reportId: row.reportId,
  decidedBy: row.decidedBy,
});

export interface SanctionDeps {
  readonly sanctions: SanctionRepository;
  readonly now: () => Date;
}

/** What a member sees of their own sanctions. */
export const createSanctionService = ({ sanctions, now }: SanctionDeps) => ({
  async list(memberId: string, query: ListSanctions) {
    const limit = pageSize(query);
    const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
    const rows = await sanctions.listOf(memberId, after, limit + 1);
    const { items, nextCursor } = cutPage(rows, limit, ({ createdAt, id }) =>
      cursor.encode({ at: createdAt, id }),
    );
    return { items: items.map(presentSanction), nextCursor };
  },

  /** @throws SANCTION_NOT_FOUND, ALREADY_APPEALED */
  async appeal(memberId: string, id: string, text: string): Promise<SanctionView> {
    const isOpened = await sanctions.appeal(memberId, id, text, now());
    const sanction = await sanctions.findOwned(memberId, id);
    if (!sanction) throw sanctionErrors.SANCTION_NOT_FOUND();
    if (!isOpened) throw sanctionErrors.ALREADY_APPEALED();

    return presentSanction(sanction);
  },
});

export type SanctionService = ReturnType<typeof createSanctionService>;
