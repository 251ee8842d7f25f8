import type { BlindIndex, Database, MemberCiphers } from '@soomcare/database';
import type { RateLimiter } from '@soomcare/http';

import type { CaregiverPost } from './caregiver-mail.ts';

/** What is told of a member. */
export interface NoticedMember {
  readonly nickname: string;
  readonly timeZone: string;
}

export interface CaregiversDeps {
  readonly database: Database;
  readonly seals: { readonly memberCiphers: MemberCiphers; readonly blindIndex: BlindIndex };
  readonly post: CaregiverPost;
  readonly rateLimiter: RateLimiter;
  /** Null for who is gone, or has taken back their consent to health data. */
  readonly memberOf: (memberId: string) => Promise<NoticedMember | null>;
  readonly now: () => Date;
}

/** A nickname that a mail program could take for a link is not sent to somebody whom we do not know. */
const LINK_LIKE = /[.:/@]/;

export const sharedNickname = (sharesNickname: boolean, member: NoticedMember | null): string | null =>
  member !== null && sharesNickname && !LINK_LIKE.test(member.nickname) ? member.nickname : null;
