import { binaryToUuid, type Database, type Transaction, uuidToBinary } from '@soomcare/database';

import type { WritingKind } from '../posting-rules.ts';

/** A post or comment that is looked into. */
export interface Subject {
  readonly kind: WritingKind;
  readonly id: string;
}

/** What a rule hid, a dismissal shows again; what a moderator hid, a granted appeal. */
export type HiddenReason = 'rule' | 'moderator';

/** What posts and comments offer to moderation. */
export interface Hiding {
  hidePost(id: string, reason: string, tx: Transaction): Promise<void>;
  showPost(id: string, tx: Transaction): Promise<void>;
  hideComment(id: string, reason: string, tx: Transaction): Promise<void>;
  showComment(id: string, tx: Transaction): Promise<void>;
}

export interface SubjectText {
  readonly memberId: string;
  /** As it reads now. */
  readonly text: string;
  readonly hiddenReason: string | null;
}

interface StoredText {
  readonly memberId: Buffer;
  readonly text: string;
  readonly hiddenReason: string | null;
}

const selectOf: Readonly<Record<WritingKind, string>> = {
  post: `SELECT p.member_id AS memberId, CONCAT(p.title, '\n', p.body) AS text, p.hidden_reason AS hiddenReason
           FROM posts p WHERE p.id = ? AND p.member_id IS NOT NULL AND p.deleted_at IS NULL`,
  comment: `SELECT c.member_id AS memberId, c.body AS text, c.hidden_reason AS hiddenReason
              FROM comments c WHERE c.id = ? AND c.member_id IS NOT NULL AND c.deleted_at IS NULL`,
};

export interface SubjectsDeps {
  readonly database: Database;
  readonly hiding: Hiding;
}

/** Posts and comments as moderation sees them: somebody's text, shown or hidden. */
export const createSubjects = ({ database, hiding }: SubjectsDeps) => {
  /** Null where it was removed, or its author has left. */
  const find = async ({ kind, id }: Subject, within: Transaction): Promise<SubjectText | null> => {
    const [row] = await database.rows<StoredText>(selectOf[kind], [uuidToBinary(id)], within);
    return row ? { ...row, memberId: binaryToUuid(row.memberId) } : null;
  };

  return {
    find,

    async hide({ kind, id }: Subject, reason: HiddenReason, tx: Transaction): Promise<void> {
      if (kind === 'post') await hiding.hidePost(id, reason, tx);
      else await hiding.hideComment(id, reason, tx);
    },

    /** Only what was hidden for this reason. */
    async show(subject: Subject, reason: HiddenReason, tx: Transaction): Promise<void> {
      if ((await find(subject, tx))?.hiddenReason !== reason) return;

      if (subject.kind === 'post') await hiding.showPost(subject.id, tx);
      else await hiding.showComment(subject.id, tx);
    },
  };
};

export type Subjects = ReturnType<typeof createSubjects>;
