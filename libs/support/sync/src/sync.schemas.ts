import { queryInteger } from '@soomcare/http';
import { z } from 'zod';

import type { SyncedKind } from './synced-kind.ts';

/** One request must end well before the phone gives up on it. */
const MAX_MUTATIONS = 200;
const MAX_CHANGES = 500;
/** Far above the longest token that we hand out. */
const MAX_TOKEN = 400;

const mutation = z
  .strictObject({
    mutationId: z
      .uuid()
      .toLowerCase()
      .meta({ description: 'Made by the device; the same again changes nothing' }),
    kind: z.string().min(1).max(20).meta({ example: 'peakFlows' }),
    op: z.enum(['create', 'update', 'remove', 'restore']),
    id: z.uuid().toLowerCase().meta({ description: 'Of the row; a create makes it, as a UUIDv7' }),
    baseVersion: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'The version that an edit or a removal was made on; an edit must name it' }),
    fields: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'What the body of the kind’s own create or edit holds, without `id`' }),
  })
  .meta({ id: 'SyncMutation' });

export type Mutation = z.output<typeof mutation>;

export const pushBody = z.strictObject({
  deviceId: z.uuid().toLowerCase(),
  mutations: z
    .array(mutation)
    .min(1)
    .max(MAX_MUTATIONS)
    .meta({ description: 'Done one after the other in this order' }),
});

export type Push = z.output<typeof pushBody>;

const problemOfMutation = z.object({
  code: z.string(),
  status: z.int(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
});

const mutationResult = z
  .object({
    mutationId: z.uuid(),
    status: z.enum(['applied', 'duplicate', 'conflict', 'rejected']).meta({
      description:
        '`duplicate`: applied before. `conflict`: made on another version than `row`, and not applied. ' +
        '`rejected`: against the rules, see `problem`',
    }),
    row: z.record(z.string(), z.unknown()).nullable().meta({
      description: 'As it is now and as its own route shows it; null when it is removed or was never there',
    }),
    guidance: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({
        description:
          'Beside a row that was created or edited: what the kind’s own route answers to such a write beside the row, ' +
          'as `actionPlan` and `emergency` to a peak flow',
      }),
    mutation: mutation
      .optional()
      .meta({ description: 'In a conflict the device’s side, to be shown beside `row`' }),
    problem: problemOfMutation.optional(),
  })
  .meta({ id: 'SyncMutationResult' });

export type MutationResult = z.output<typeof mutationResult>;

export const pushAnswer = z.object({ results: z.array(mutationResult) });

export const pullQuery = z.strictObject({
  since: z
    .string()
    .min(1)
    .max(MAX_TOKEN)
    .optional()
    .meta({ description: '`next` of the last answer; without it, everything' }),
  limit: queryInteger({
    min: 1,
    max: MAX_CHANGES,
    description: 'Changes a page; 200 unless told',
  }).optional(),
});

/** Each kind under its name, so that every row keeps the schema of its own route. */
export const pullAnswer = (kinds: readonly SyncedKind[]) =>
  z.object({
    changes: z.object(
      Object.fromEntries(
        kinds.map(({ name, view, description }) => [
          name,
          z
            .object({
              rows: z.array(view),
              removed: z.array(z.uuid()).meta({ description: 'Ids, also of rows that the device never had' }),
            })
            .meta(description === undefined ? {} : { description }),
        ]),
      ),
    ),
    next: z.string().meta({ description: 'The `since` of the next request' }),
    more: z.boolean().meta({ description: 'Ask again at once' }),
  });
