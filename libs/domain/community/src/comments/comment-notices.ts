import type { Locale } from '@soomcare/http';

import type { AuthorsOf } from '../authors/author.ts';
import type { Notice } from '../moderation/notices.ts';
import type { PostingRules } from '../posting-rules.ts';
import type { CommentRepository } from './comment.repository.ts';
import { mentionedIn } from './mentions.ts';

export interface CommentNoticesDeps {
  readonly comments: Pick<CommentRepository, 'listAuthors'>;
  readonly authorsOf: AuthorsOf;
  readonly rules: Pick<PostingRules, 'hiddenAuthorsFor'>;
}

/** A comment that is about to be written, and what it stands below. */
export interface CommentDraft {
  readonly id: string;
  readonly memberId: string;
  readonly body: string;
  readonly post: { readonly id: string; readonly memberId: string | null; readonly title: string };
  readonly parent: { readonly memberId: string | null } | null;
}

type Occasion = 'comment' | 'reply' | 'mention';

const titles: Readonly<Record<Occasion, Readonly<Record<Locale, string>>>> = {
  comment: { ko: '새 댓글이 달렸어요', en: 'A new comment' },
  reply: { ko: '새 답글이 달렸어요', en: 'A new reply' },
  mention: { ko: '댓글에서 나를 불렀어요', en: 'You were mentioned' },
};

const bodies: Readonly<Record<Locale, (nickname: string, title: string) => string>> = {
  ko: (nickname, title) => `${nickname}님이 ‘${title}’ 글에 댓글을 남겼어요.`,
  en: (nickname, title) => `${nickname} wrote below “${title}”.`,
};

/** Only somebody who wants to disturb names more in one text. */
const MAX_MENTIONS = 10;

/**
 * Whom the inbox tells of a comment: who is named, who is replied to, the post's author. Each once, by what concerns
 * them most, and without a word of the comment. Who does not see its writer is told nothing.
 */
export const createCommentNotices = ({ comments, authorsOf, rules }: CommentNoticesDeps) => ({
  async listFor({ id, memberId: writerId, body, post, parent }: CommentDraft): Promise<Notice[]> {
    const inThread = body.includes('@') ? await comments.listAuthors(post.id) : [];
    const concerned = [writerId, post.memberId, parent?.memberId ?? null, ...inThread];
    const people = await authorsOf([...new Set(concerned.filter((each) => each !== null))]);
    const named = mentionedIn(
      body,
      [...people].map(([personId, { nickname }]) => ({ id: personId, nickname })),
    ).slice(0, MAX_MENTIONS);

    const occasionFor = (personId: string): Occasion | null => {
      if (personId === writerId) return null;
      if (named.includes(personId)) return 'mention';
      if (personId === parent?.memberId) return 'reply';
      return personId === post.memberId ? 'comment' : null;
    };

    const notices: Notice[] = [];
    for (const [memberId, { language }] of people) {
      const occasion = occasionFor(memberId);
      if (!occasion || (await rules.hiddenAuthorsFor(memberId)).includes(writerId)) continue;

      const nickname = people.get(writerId)?.nickname ?? '';
      const text = bodies[language](nickname, post.title);
      notices.push({ memberId, id, title: titles[occasion][language], body: text });
    }
    return notices;
  },
});

export type CommentNotices = ReturnType<typeof createCommentNotices>;
