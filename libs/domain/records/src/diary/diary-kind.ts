import type { DiaryEntry } from './diary-entry.entity.ts';
import type { DiaryRepository, Listed } from './diary-entry.repository.ts';
import type { PlainRow } from '@soomcare/member-rows';
import type { SettledDay } from './settled-day.ts';

/** The part of a row that all kinds share. */
export type DiaryRow = PlainRow<DiaryEntry>;

/** The same in a list, which leaves out what no answer shows. */
export type ListedRow = Listed<DiaryRow>;

/** The part of a row that is a kind's own. */
export type ValuesOf<Entry extends DiaryEntry> = Omit<PlainRow<Entry>, keyof DiaryEntry>;

/** What a member may say of any entry. */
export interface DiaryContent {
  readonly timeZone?: string | undefined;
  readonly note?: string | null | undefined;
}

/** The content of an edit: what is absent stays, what is null is cleared. */
export type Patch<Content> = { readonly [Key in keyof Content]?: Content[Key] | undefined };

/**
 * One kind of diary entry: all that tells it from the others. Its life (create once, list, edit with a version
 * check, remove, restore) is written once in the diary's service, repository and routes.
 * @typeParam Content what the member types
 * @typeParam Values what is kept of it, beside the columns that all kinds share
 */
export interface DiaryKind<Content extends DiaryContent, Values extends object, View> {
  /** The operation that creates one; it names the kind in the idempotency keys. */
  readonly operation: string;
  readonly entries: DiaryRepository<DiaryRow & Values, ListedRow & Values>;
  /** When it happened, which decides the local day. */
  instantOf(content: Content): string;
  /**
   * Checks the kind's own rules and works out what follows from the content. Throws what the rules say.
   * @param replaces the entry that is being edited, null for a new one
   */
  settle(
    memberId: string,
    content: Content,
    day: SettledDay,
    replaces: string | null,
  ): Values | Promise<Values>;
  /** What the member had typed, for an edit to be laid over it. */
  contentOf(row: DiaryRow & Values): Content;
  /** The answer; what its schema does not name never leaves the process. */
  present(row: ListedRow & Values): View;
}
