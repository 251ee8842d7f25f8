import { hash } from 'node:crypto';

import type { Database } from '@soomcare/database';
import { type Locale, ProblemError } from '@soomcare/http';

import type { ChangeFeedRepository } from './change-feed.repository.ts';
import { joinedTo } from './joined-database.ts';
import { contentOf } from './mutation-content.ts';
import type { MutationKey, MutationRepository } from './mutation.repository.ts';
import { type Outcome, readOutcome, rejection, writeOutcome } from './outcome.ts';
import { syncErrors } from './sync.errors.ts';
import type { Mutation, MutationResult, Push } from './sync.schemas.ts';
import type { SyncedKind, SyncedRow, SyncedRows } from './synced-kind.ts';

export interface PushDeps {
  readonly database: Database;
  readonly kinds: readonly SyncedKind[];
  readonly feed: Pick<ChangeFeedRepository, 'isRemoved'>;
  readonly mutations: MutationRepository;
  readonly now: () => Date;
}

/** Who pushes, and in which language they are told what was wrong. */
export interface Pusher {
  readonly memberId: string;
  readonly timeZone: string;
  readonly locale: Locale;
}

/** Ends the transaction of a mutation that has its answer already. */
class AnsweredBefore extends Error {}

const NOT_FOUND = 404;
const VERSION_MISMATCH = 412;

const presentProblem = ({ code, definition: [status, en, ko], details }: ProblemError, locale: Locale) => ({
  code,
  status,
  title: locale === 'ko' ? ko : en,
  ...(details.detail === undefined ? {} : { detail: details.detail }),
  ...(details.errors ? { errors: [...details.errors] } : {}),
});

/** @throws SYNC_OPERATION_UNKNOWN */
const known = <Operation>(operation: Operation | undefined): Operation => {
  if (!operation) throw syncErrors.SYNC_OPERATION_UNKNOWN();

  return operation;
};

/** Does it with the kind's own service. @returns the row, null where there is none any more */
const perform = async (
  rows: SyncedRows,
  { op, id, baseVersion }: Mutation,
  content: unknown,
  { memberId, timeZone }: Pusher,
): Promise<SyncedRow | null> => {
  switch (op) {
    case 'create': {
      const fingerprint = hash('sha256', JSON.stringify(content), 'buffer');
      return known(rows.create)(memberId, content, { timeZone, key: null, fingerprint });
    }
    case 'update':
      return known(rows.update)(memberId, id, content, baseVersion ?? null, { timeZone });
    case 'remove':
      await known(rows.remove)(memberId, id, baseVersion ?? null);
      return null;
    case 'restore':
      return known(rows.restore)(memberId, id);
    default:
      return op satisfies never;
  }
};

export const createPush = ({ database, kinds, feed, mutations, now }: PushDeps) => {
  const kindNamed = (name: string): SyncedKind => {
    const kind = kinds.find((each) => each.name === name);
    if (!kind) throw syncErrors.SYNC_KIND_UNKNOWN();

    return kind;
  };

  /** What a refusal of the kind's own service means for a device that could not know better. */
  const outcomeOf = async (problem: ProblemError, { kind, op, id }: Mutation, memberId: string) => {
    if (problem.status === VERSION_MISMATCH) return { status: 'conflict' } as const;
    if (problem.status === NOT_FOUND && op !== 'restore' && (await feed.isRemoved(memberId, kind, id)))
      return { status: op === 'remove' ? 'applied' : 'conflict' } as const;

    return rejection(problem);
  };

  const currentRow = async (kind: SyncedKind, memberId: string, id: string) => {
    const [row] = await kind.on(database).listByIds(memberId, [id]);
    return row ?? null;
  };

  /** An edit on top of one that was not taken is made on something that nobody else has. */
  const isBuiltOnSand = ({ op, kind, id }: Mutation, refused: ReadonlySet<string>) =>
    op !== 'create' && refused.has(`${kind} ${id}`);

  const answer = async (
    pusher: Pusher,
    deviceId: string,
    mutation: Mutation,
    refused: ReadonlySet<string>,
  ): Promise<MutationResult> => {
    const { memberId, locale } = pusher;
    const key: MutationKey = { memberId, deviceId, mutationId: mutation.mutationId };
    const kind = kindNamed(mutation.kind);
    const content = contentOf(kind, mutation);

    const presentRow = (row: SyncedRow | null) => row && (kind.view.parse(row) as Record<string, unknown>);
    // Read anew for a copy that comes late: an answer that was lost may have been the one with the emergency card.
    const guidanceOn = async (row: SyncedRow | null) =>
      row && kind.guide && (mutation.op === 'create' || mutation.op === 'update')
        ? { guidance: { ...(await kind.guide(memberId, row, locale)) } }
        : {};
    const present = async (outcome: Outcome, status: MutationResult['status'] = outcome.status) => {
      const row = await currentRow(kind, memberId, mutation.id);
      return {
        mutationId: mutation.mutationId,
        status,
        row: presentRow(row),
        ...(outcome.status === 'applied' ? await guidanceOn(row) : {}),
        ...(outcome.status === 'conflict' ? { mutation } : {}),
        ...(outcome.status === 'rejected'
          ? { problem: presentProblem(new ProblemError(outcome.code, outcome.definition), locale) }
          : {}),
      };
    };
    const replay = async () => {
      const outcome = readOutcome((await mutations.findAnswer(key)) ?? '');
      return present(outcome, outcome.status === 'applied' ? 'duplicate' : outcome.status);
    };
    const keep = async (outcome: Outcome) =>
      (await mutations.insert(key, writeOutcome(outcome), now())) ? present(outcome) : replay();

    if (isBuiltOnSand(mutation, refused)) return keep({ status: 'conflict' });

    let row: SyncedRow | null;
    try {
      // The row and the answer are there together, or neither: whoever sends this again finds both.
      row = await database.transaction(async (tx) => {
        const written = await perform(kind.on(joinedTo(database, tx)), mutation, content, pusher);
        const isFirst = await mutations.insert(key, writeOutcome({ status: 'applied' }), now(), tx);
        if (!isFirst) throw new AnsweredBefore();

        return written;
      });
    } catch (error) {
      if (error instanceof AnsweredBefore) return replay();
      if (!(error instanceof ProblemError)) throw error;

      return keep(await outcomeOf(error, mutation, memberId));
    }
    const done = { mutationId: mutation.mutationId, status: 'applied' } as const;
    return { ...done, row: presentRow(row), ...(await guidanceOn(row)) };
  };

  return {
    /**
     * Each mutation in a transaction of its own, one after the other. One that is refused leaves the others as they
     * are; a database that is away ends the request, and what was done before is told as `duplicate` next time.
     */
    async push(pusher: Pusher, { deviceId, mutations: pushed }: Push): Promise<MutationResult[]> {
      const refused = new Set<string>();
      const results: MutationResult[] = [];
      for (const mutation of pushed) {
        const result = await answer(pusher, deviceId, mutation, refused).catch((error: unknown) => {
          // What no state of ours could make acceptable is not kept: it is as wrong the next time.
          if (!(error instanceof ProblemError)) throw error;
          const problem = presentProblem(error, pusher.locale);
          return { mutationId: mutation.mutationId, status: 'rejected' as const, row: null, problem };
        });
        if (result.status === 'conflict' || result.status === 'rejected')
          refused.add(`${mutation.kind} ${mutation.id}`);
        results.push(result);
      }
      return results;
    },
  };
};
