import { addDays } from '@soomcare/time';
import { z } from 'zod';

import { type PollenForecast, type PollenIssue, type PollenKind, pollenLevels } from './exposure-source.ts';

/** The weather service spells one of them so. */
export const pollenOperations: Readonly<Record<PollenKind, string>> = {
  pine: 'getPinePollenRiskIdx',
  oak: 'getOakPollenRiskIdx',
  weeds: 'getWeedsPollenRiskndx',
};

/** In the order of their days; empty where nothing is forecast. */
const dayFields = ['today', 'tomorrow', 'dayaftertomorrow', 'todaysaftertomorrow'] as const;

const line = z.object({
  date: z.string().regex(/^\d{10}$/),
  ...Object.fromEntries(dayFields.map((field) => [field, z.coerce.string().nullish()])),
});

export const kmaPollenBody = z.object({ items: z.object({ item: z.array(line.loose()) }) });

/** What one issue says of its day and the next three. */
export const pollenIssueOf = ({ items }: z.output<typeof kmaPollenBody>, raw: string): PollenIssue | null => {
  const [first] = items.item;
  if (!first) return null;

  const issuedOn = `${first.date.slice(0, 4)}-${first.date.slice(4, 6)}-${first.date.slice(6, 8)}`;
  const forecasts = dayFields.flatMap((field, ahead): PollenForecast[] => {
    const given = first[field];
    const level = typeof given === 'string' && /^\d$/.test(given) ? pollenLevels[Number(given)] : undefined;
    return level ? [{ date: addDays(issuedOn, ahead), level }] : [];
  });
  return { forecasts, raw };
};
