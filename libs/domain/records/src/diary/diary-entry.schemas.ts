import { pageQuery } from '@soomcare/http';
import { z } from 'zod';

import { MAX_NOTE, MAX_TIME_ZONE } from './diary-entry.entity.ts';
import { isTimeZone } from './local-day.ts';

/** Longer than any instant a phone writes: the fraction of a second is otherwise unbounded. */
const MAX_INSTANT = 40;

/** A day that MySQL keeps and that a diary can hold: 1900-01-01 to 2999-12-31. */
export const localDate = z.iso
  .date()
  .refine((day) => day >= '1900-01-01' && day <= '2999-12-31', 'from 1900-01-01 to 2999-12-31');

/** When it happened, with its offset: `2026-01-01T08:00:00+09:00` and `2025-12-31T23:00:00Z` are the same. */
export const entryInstant = z.iso
  .datetime({ offset: true })
  .max(MAX_INSTANT)
  .meta({ example: '2026-01-01T08:00:00+09:00' });

/** Line breaks and tabs are text; other control characters, lone surrogates and direction overrides are not. */
const FORBIDDEN = /[\p{Cs}\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u;

/** What a member writes in their own words: NFC, trimmed, never empty. */
export const freeText = (maxLength: number) =>
  z
    .string()
    .normalize()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((text) => !FORBIDDEN.test(text), 'text without control characters');

/** Counts of days beside an event, e.g. missed at school: at most a year. */
export const dayCount = z.int().min(0).max(365);

export const storedInstant = z.iso.datetime().meta({ description: 'UTC with milliseconds' });

/** Client-made, so that a create can be sent again without a second row. */
export const clientId = z
  .uuidv7()
  .toLowerCase()
  .optional()
  .meta({ description: 'A UUIDv7 made by the client; sending the same body again gives the same row' });

/** What a member may say of any entry. In an edit, null clears. */
export const diaryContent = {
  timeZone: z.string().max(MAX_TIME_ZONE).refine(isTimeZone, 'an IANA time zone').optional().meta({
    description: 'IANA zone whose local day the entry belongs to; else that of the profile',
    example: 'Asia/Seoul',
  }),
  note: freeText(MAX_NOTE).nullish(),
};

export const diaryView = {
  id: z.uuid(),
  recordedOn: z.iso.date().meta({ description: 'Local day in `timeZone`' }),
  timeZone: z.string(),
  note: z.string().nullable(),
  version: z.int().meta({ description: 'Goes into If-Match on an edit' }),
  createdAt: storedInstant,
  updatedAt: storedInstant,
};

export const entryParams = z.object({ id: z.uuid().toLowerCase() });

export const listQuery = z
  .strictObject({ from: localDate.optional(), to: localDate.optional(), ...pageQuery })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ['to'], message: 'to lies before from' });

export type ListQuery = z.output<typeof listQuery>;
