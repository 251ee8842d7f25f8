import { createCursor, cutPage, httpErrors, type Idempotency, pageSize } from '@soomcare/http';
import { z } from 'zod';

import { diaryErrors } from './diary-entry.errors.ts';
import { type ListQuery } from './diary-entry.schemas.ts';
import type { DiaryContent, DiaryKind, DiaryRow, Patch } from './diary-kind.ts';
import { type CreateCall, insertOnce, localDay, storedInstant } from '@soomcare/member-rows';
import { settleDay } from './settled-day.ts';

/** How long a removed entry can be brought back; after that the housekeeping destroys it. */
export const UNDO_DAYS = 30;

export const undoSince = (now: Date) => new Date(now.getTime() - UNDO_DAYS * 24 * 60 * 60 * 1000);

export interface DiaryDeps {
  readonly idempotency: Idempotency;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Where a page ended, as the caller carries it around. */
const cursor = createCursor(z.strictObject({ recordedOn: localDay, instant: storedInstant, id: z.uuid() }));

/** The life of one kind of diary entry, as its owner leads it. */
export const createDiaryService = <Content extends DiaryContent, Values extends object, View>(
  kind: DiaryKind<Content, Values, View>,
  { idempotency, now, newId }: DiaryDeps,
) => {
  type Row = DiaryRow & Values;
  const { entries } = kind;

  const settle = async (memberId: string, content: Content, timeZone: string, replaces: string | null) => {
    const day = settleDay(kind.instantOf(content), timeZone, now());
    const values = await kind.settle(memberId, content, day, replaces);

    return { ...values, recordedOn: day.recordedOn, timeZone, note: content.note ?? null };
  };

  const get = async (memberId: string, id: string): Promise<Row> => {
    const row = await entries.find(memberId, id);
    if (!row) throw diaryErrors.RECORD_NOT_FOUND();

    return row;
  };

  return {
    /** @param timeZone of the member's profile, for a body that names none */
    async record(
      memberId: string,
      body: Content & { readonly id?: string | undefined },
      { timeZone, key, fingerprint }: CreateCall & { timeZone: string },
    ): Promise<View> {
      const settled = await settle(memberId, body, body.timeZone ?? timeZone, null);
      const at = now().toISOString();
      const made = { memberId, id: body.id ?? newId(), version: 1, createdAt: at, updatedAt: at };
      const row: Row = { ...settled, ...made, deletedAt: null, createFingerprint: fingerprint };

      return kind.present(
        await insertOnce({ rows: entries, idempotency }, row, { operation: kind.operation, key }),
      );
    },

    async list(memberId: string, query: ListQuery) {
      const limit = pageSize(query);
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
      const rows = await entries.list(memberId, { from: query.from, to: query.to, after, limit: limit + 1 });
      const { items, nextCursor } = cutPage(rows, limit, (row) => cursor.encode(entries.positionOf(row)));

      return { items: items.map((row) => kind.present(row)), nextCursor };
    },

    /** Those of them that live, in no order. */
    async listByIds(memberId: string, ids: readonly string[]): Promise<View[]> {
      const rows = await entries.list(memberId, { ids, after: null, limit: ids.length });

      return rows.map((row) => kind.present(row));
    },

    async get(memberId: string, id: string): Promise<View> {
      return kind.present(await get(memberId, id));
    },

    /** Lays `patch` over what was typed and checks the whole again. */
    async update(
      memberId: string,
      id: string,
      patch: Patch<Content>,
      expected: number | null,
    ): Promise<View> {
      const row = await get(memberId, id);
      if (expected !== null && expected !== row.version) throw httpErrors.VERSION_MISMATCH();

      const content = { ...kind.contentOf(row), ...patch };
      const settled = await settle(memberId, content, content.timeZone ?? row.timeZone, id);
      const edited: Row = { ...row, ...settled, version: row.version + 1, updatedAt: now().toISOString() };
      if (!(await entries.update(edited, row.version))) throw httpErrors.VERSION_MISMATCH();

      return kind.present(edited);
    },

    async remove(memberId: string, id: string, expected: number | null): Promise<void> {
      if (await entries.remove(memberId, id, expected, now())) return;

      await get(memberId, id);
      throw httpErrors.VERSION_MISMATCH();
    },

    /** Undoes a removal of the last 30 days; a living entry stays as it is. */
    async restore(memberId: string, id: string): Promise<View> {
      await entries.restore(memberId, id, undoSince(now()), now());

      return kind.present(await get(memberId, id));
    },
  };
};

export type DiaryService<Content extends DiaryContent, Values extends object, View> = ReturnType<
  typeof createDiaryService<Content, Values, View>
>;
