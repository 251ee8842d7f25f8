import { createCursor, cutPage, pageSize } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import type { AuthorsOf } from '../authors/author.ts';
import { blockErrors } from './block.errors.ts';
import type { BlockedMemberView, ListBlocks } from './block.schemas.ts';
import type { RefusalKind } from './member-refusal.entity.ts';
import type { MemberRefusalRepository } from './member-refusal.repository.ts';

const cursor = createCursor(z.strictObject({ createdAt: storedInstant, otherId: z.uuid() }));

export interface BlockDeps {
  readonly refusals: MemberRefusalRepository;
  readonly authorsOf: AuthorsOf;
  readonly now: () => Date;
}

/** Blocks and mutes: the same list twice, but for what `kind` hides. */
export const createBlockService = ({ refusals, authorsOf, now }: BlockDeps) => ({
  /** @throws OWN_BLOCK, MEMBER_NOT_FOUND */
  async add(memberId: string, kind: RefusalKind, otherId: string): Promise<void> {
    if (otherId === memberId) throw blockErrors.OWN_BLOCK();
    if (!(await authorsOf([otherId])).has(otherId)) throw blockErrors.MEMBER_NOT_FOUND();

    await refusals.add(memberId, kind, otherId, now());
  },

  remove: refusals.remove,

  async list(memberId: string, kind: RefusalKind, query: ListBlocks) {
    const limit = pageSize(query);
    const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
    const { items, nextCursor } = cutPage(
      await refusals.list(memberId, kind, after, limit + 1),
      limit,
      (row) => cursor.encode(row),
    );
    const authors = await authorsOf(items.map(({ otherId }) => otherId));

    const views = items.flatMap(({ otherId, createdAt }): BlockedMemberView[] => {
      const author = authors.get(otherId);
      return author ? [{ memberId: otherId, nickname: author.nickname, since: createdAt }] : [];
    });
    return { items: views, nextCursor };
  },
});

export type BlockService = ReturnType<typeof createBlockService>;
