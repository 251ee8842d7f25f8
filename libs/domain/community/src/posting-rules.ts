import type { Transaction } from '@soomcare/database';
import type { ErrorFactory, Locale } from '@soomcare/http';
import { z } from 'zod';

/** Shown to the author with the answer to a write: their own words sound like an emergency. */
export const writingGuidance = z
  .object({
    headline: z.string(),
    steps: z.array(z.string()),
    phone: z.string().meta({ description: 'Ambulance in Korea', example: '119' }),
    source: z.string(),
  })
  .meta({ id: 'WritingGuidance' });
export type WritingGuidance = z.output<typeof writingGuidance>;

export const writingKinds = ['post', 'comment'] as const;
export type WritingKind = (typeof writingKinds)[number];

/** What a member is about to write, or has just written. */
export interface Writing {
  readonly kind: WritingKind;
  readonly id: string;
  readonly memberId: string;
  /** Title and text of a post, a line feed between them. */
  readonly text: string;
  /** False for an edit of what is there already. */
  readonly isNew: boolean;
  /** Of the request: the guidance's language. */
  readonly locale: Locale;
}

/** What was found in a writing. */
export interface Findings {
  /** What the author's own words call for. */
  readonly guidance: WritingGuidance | null;
  /** The report hides it from others until a moderator has looked at it. */
  readonly hides: boolean;
  /** After the write: moderators learn of it. */
  report(tx: Transaction): Promise<void>;
}

/** What posts and comments ask of the community's safety. The transaction is that of the write. */
export interface PostingRules {
  /** What `mayWrite` throws: listed by every contract that writes. */
  readonly errors: readonly ErrorFactory[];
  /** Before the write: sanctions and limits. A refusal rolls the write back. */
  mayWrite(writing: Writing, tx: Transaction): Promise<void>;
  /** Looks at the words alone: the same for a write that is sent again. */
  examine(writing: Writing, within?: Transaction): Promise<Findings>;
  /** Whose posts and comments this member does not see: blocked either way, or muted by them. */
  hiddenAuthorsFor(memberId: string): Promise<readonly string[]>;
}
