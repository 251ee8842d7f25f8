import { pageQuery } from '@soomcare/http';
import { freeText, localDay, rowView, timeZoneName } from '@soomcare/member-rows';
import { z } from 'zod';

import { MAX_NOTE } from './diary-entry.entity.ts';

/** Counts of days beside an event, e.g. missed at school: at most a year. */
export const dayCount = z.int().min(0).max(365);

/** What a member may say of any entry. In an edit, null clears. */
export const diaryContent = {
  timeZone: timeZoneName.optional().meta({
    description: 'IANA zone whose local day the entry belongs to; else that of the profile',
    example: 'Asia/Seoul',
  }),
  note: freeText(MAX_NOTE).nullish(),
};

export const diaryView = {
  ...rowView,
  recordedOn: z.iso.date().meta({ description: 'Local day in `timeZone`' }),
  timeZone: z.string(),
  note: z.string().nullable(),
};

export const listQuery = z
  .strictObject({ from: localDay.optional(), to: localDay.optional(), ...pageQuery })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ['to'], message: 'to lies before from' });

export type ListQuery = z.output<typeof listQuery>;
