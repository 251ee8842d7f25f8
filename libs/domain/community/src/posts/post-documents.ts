import type { Transaction } from '@soomcare/database';
import type { PlainRow } from '@soomcare/member-rows';

import type { Post } from './post.entity.ts';

/** A post as search takes it. */
export interface PostDocument {
  readonly kind: 'post';
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly visibility: 'public' | 'members';
  readonly memberId: string;
  readonly language: 'ko' | 'en';
  readonly date: Date;
  readonly version: number;
}

/** The search that the app hands in; what it is told holds from the transaction's commit on. */
export interface PostSearch {
  publish(documents: readonly PostDocument[], tx: Transaction): Promise<void>;
  withdraw(
    documents: readonly { readonly kind: 'post'; readonly id: string; readonly version: number }[],
    tx: Transaction,
  ): Promise<void>;
}

export type PostText = Pick<
  PlainRow<Post>,
  'id' | 'title' | 'body' | 'visibility' | 'createdAt' | 'version'
> & { readonly memberId: string };

const HANGUL = /\p{Script=Hangul}/u;

export const documentOf = (post: PostText): PostDocument => ({
  kind: 'post',
  id: post.id,
  title: post.title,
  body: post.body,
  tags: [],
  visibility: post.visibility === 'everyone' ? 'public' : 'members',
  memberId: post.memberId,
  language: HANGUL.test(`${post.title}${post.body}`) ? 'ko' : 'en',
  date: new Date(post.createdAt),
  version: post.version,
});
