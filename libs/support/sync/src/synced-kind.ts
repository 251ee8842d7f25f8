import type { Database } from '@soomcare/database';
import type { Locale } from '@soomcare/http';
import type { z } from 'zod';

/** A row as its own route shows it. */
export interface SyncedRow {
  readonly id: string;
  readonly version: number;
}

/** Whose create or edit it is. */
export interface WriteFacts {
  readonly timeZone: string;
}

/** As the kind's own route tells its service. */
export interface CreateFacts extends WriteFacts {
  readonly key: null;
  /** SHA-256 of the parsed body, as for the kind's own route: the same row may be sent by both ways. */
  readonly fingerprint: Buffer;
}

/**
 * The kind's own service, whose rules stay its own: what it throws as `ProblemError` is the answer to that mutation.
 * What a kind's rows cannot suffer is left out.
 */
export interface SyncedRows {
  /** Those that live, in no order. */
  listByIds(memberId: string, ids: readonly string[]): Promise<SyncedRow[]>;
  /** `content` and `patch` have gone through the kind's schemas. */
  create?(memberId: string, content: unknown, facts: CreateFacts): Promise<SyncedRow>;
  update?(
    memberId: string,
    id: string,
    patch: unknown,
    expected: number | null,
    facts: WriteFacts,
  ): Promise<SyncedRow>;
  remove?(memberId: string, id: string, expected: number | null): Promise<void>;
  restore?(memberId: string, id: string): Promise<SyncedRow>;
}

/** What a context offers of one kind of row. */
export interface SyncedKind {
  /** As the change feed names it, and the key of its rows in an answer: `peakFlows`. */
  readonly name: string;
  /** Of a create and of an edit, for the kinds that have them. */
  readonly body?: z.ZodType;
  readonly patch?: z.ZodType;
  readonly view: z.ZodType;
  /** For the API document: how a push writes these rows, where that is not as their own routes do. */
  readonly description?: string;
  /** What the kind's own route answers to a create or an edit beside the row, which is read after the commit. */
  guide?(memberId: string, row: SyncedRow, locale: Locale): Promise<object>;
  /** The service by way of a database, which may be one transaction's. */
  on(database: Database): SyncedRows;
}
