import type { Cache } from '@soomcare/cache';
import type { BlindIndex, Database, FieldCipher, MemberCiphers, Transaction } from '@soomcare/database';
import type { RateLimiter } from '@soomcare/http';
import type { Mailer } from '@soomcare/mail';
import type { Logger } from '@soomcare/observability';
import type { Outbox } from '@soomcare/outbox';

import type { SocialSettings } from './social/provider-settings.ts';
import type { DeriveKey, PasswordCost } from './passwords/password-hasher.ts';

export interface Clock {
  readonly now: () => Date;
  readonly newId: () => string;
}

export interface Runtime extends Clock {
  readonly logger: Logger;
}

/** Deletes what another context keeps of a member, in the withdrawal's transaction; it must bear being called again. */
export type EraseMember = (memberId: string, tx: Transaction) => Promise<void>;

/** What the app hands to `createIdentity`. */
export interface IdentityDeps {
  readonly storage: {
    readonly database: Database;
    readonly cache: Cache;
    /** For what belongs to no member, or to none yet. */
    readonly cipher: FieldCipher;
    readonly memberCiphers: MemberCiphers;
    readonly blindIndex: BlindIndex;
  };
  readonly post: {
    readonly outbox: Outbox;
    readonly mailer: Mailer;
    /** Where links in mails lead, without a slash at the end; never taken from a request. */
    readonly publicUrl: string;
  };
  readonly rateLimiter: RateLimiter;
  readonly secrets: {
    /** HS256 keys: the first signs, all verify. */
    readonly accessTokenKeys: readonly { readonly id: string; readonly key: Buffer }[];
    /** Keys for refresh tokens and mailed codes are derived from it. */
    readonly indexKey: Buffer;
    readonly passwordPepper: Buffer;
  };
  readonly runtime: Runtime;
  readonly erasers: readonly EraseMember[];
  /** Log-ins by Kakao, Naver, Google and Apple; without it all of them are off. */
  readonly social?: SocialSettings;
  /** For tests: a cheaper hash, or one that counts. */
  readonly passwords?: { readonly cost?: PasswordCost; readonly derive?: DeriveKey };
}
