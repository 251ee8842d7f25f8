import { isTimeZone } from '@soomcare/time';
import { z } from 'zod';

/** A day that MySQL keeps and that a diary can hold: 1900-01-01 to 2999-12-31. */
export const localDay = z.iso
  .date()
  .refine((day) => day >= '1900-01-01' && day <= '2999-12-31', 'from 1900-01-01 to 2999-12-31');

/** Longer than any instant a phone writes: the fraction of a second is otherwise unbounded. */
const MAX_INSTANT = 40;

/** An instant with its offset: `2026-01-01T08:00:00+09:00` and `2025-12-31T23:00:00Z` are the same. */
export const givenInstant = z.iso
  .datetime({ offset: true })
  .max(MAX_INSTANT)
  .meta({ example: '2026-01-01T08:00:00+09:00' });

export const storedInstant = z.iso.datetime().meta({ description: 'UTC with milliseconds' });

export const MAX_TIME_ZONE = 64;

export const timeZoneName = z.string().max(MAX_TIME_ZONE).refine(isTimeZone, 'an IANA time zone');

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

/** Client-made, so that a create can be sent again without a second row. */
export const clientId = z
  .uuidv7()
  .toLowerCase()
  .optional()
  .meta({ description: 'A UUIDv7 made by the client; sending the same body again gives the same row' });

export const rowParams = z.object({ id: z.uuid().toLowerCase() });

/** What every answer about a row has beside its own values. */
export const rowView = {
  id: z.uuid(),
  version: z.int().meta({ description: 'Goes into If-Match on an edit' }),
  createdAt: storedInstant,
  updatedAt: storedInstant,
};
