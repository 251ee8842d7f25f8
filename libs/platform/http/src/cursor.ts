import { z } from 'zod';

import { httpErrors } from './errors.ts';

export const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;
/** Longest cursor we hand out is far below this. */
const MAX_CURSOR_CHARACTERS = 300;

const wholeNumber = /^[0-9]{1,6}$/;

/** A whole number in a query string: `0x10`, ` 5 ` and `` are refused. */
export const queryInteger = (range: { min: number; max: number; description?: string }) =>
  z
    .string()
    .regex(wholeNumber)
    .transform(Number)
    .pipe(z.int().min(range.min).max(range.max))
    .meta({ integerInQuery: range });

/** `?limit=&cursor=`, to be spread into a list's query schema. */
export const pageQuery = {
  limit: queryInteger({ min: 1, max: MAX_PAGE }).optional(),
  cursor: z.string().min(1).max(MAX_CURSOR_CHARACTERS).optional(),
};

export const pageSize = (query: { limit?: number | undefined }) => query.limit ?? DEFAULT_PAGE;

/** `{ items, nextCursor }`; `nextCursor` is null on the last page. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** An opaque keyset cursor whose content is checked when it comes back. */
export const createCursor = <S extends z.ZodType>(schema: S) => ({
  encode: (position: z.input<S>): string => Buffer.from(JSON.stringify(position)).toString('base64url'),

  decode(cursor: string): z.output<S> {
    try {
      return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    } catch {
      throw httpErrors.BAD_CURSOR();
    }
  },
});

/**
 * Cuts a page out of `limit + 1` rows: the extra row only tells that there is more.
 * @returns the page's rows and the cursor of the last one, or null at the end.
 */
export const cutPage = <T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string) => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
};
