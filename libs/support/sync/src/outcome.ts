import type { ProblemError } from '@soomcare/http';
import { z } from 'zod';

/** How a mutation ended, as it is kept: no row and no text of the member's is in it. */
const kept = z.union([
  z.strictObject({ status: z.enum(['applied', 'conflict']) }),
  z.strictObject({
    status: z.literal('rejected'),
    code: z.string(),
    definition: z.tuple([z.int(), z.string(), z.string()]),
  }),
]);

export type Outcome = z.output<typeof kept>;

export const rejection = ({ code, definition }: ProblemError): Outcome => ({
  status: 'rejected',
  code,
  definition: [...definition],
});

export const writeOutcome = (outcome: Outcome): string => JSON.stringify(outcome);

export const readOutcome = (text: string): Outcome => kept.parse(JSON.parse(text));
