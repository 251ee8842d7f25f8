import type { Transaction } from '@soomcare/database';
import type { Outbox } from '@soomcare/outbox';
import { z } from 'zod';

import { languages } from '../members/member.schemas.ts';
import { socialProviders } from '../social/provider-settings.ts';

export const IDENTITY_MAIL_TOPIC = 'identity.mail';

const to = z.string();
const language = z.enum(languages);
const receipt = z.object({
  id: z.uuid(),
  withdrawnAt: z.iso.datetime(),
  erasedRows: z.record(z.string(), z.int()),
});

/** Every mail that identity sends; links are made when it is sent, from our own address. */
export const identityMail = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sign-up'),
    to,
    language,
    nickname: z.string(),
    token: z.string(),
    code: z.string(),
  }),
  z.object({ kind: z.literal('already-a-member'), to, language }),
  z.object({ kind: z.literal('password-reset'), to, language, token: z.string() }),
  z.object({ kind: z.literal('password-changed'), to, language }),
  z.object({ kind: z.literal('session-reused'), to, language, deviceName: z.string().nullable() }),
  z.object({ kind: z.literal('provider-linked'), to, language, provider: z.enum(socialProviders) }),
  z.object({ kind: z.literal('child-added'), to, language, nickname: z.string() }),
  z.object({ kind: z.literal('guardian-invited'), to, language, nickname: z.string(), token: z.string() }),
  z.object({ kind: z.literal('hand-over'), to, language, nickname: z.string(), token: z.string() }),
  z.object({ kind: z.literal('farewell'), to, language, receipt }),
  /** Staff have no language of their own: theirs go out in Korean. */
  z.object({ kind: z.literal('staff-link-made'), to, language }),
  z.object({ kind: z.literal('staff-log-in-changed'), to, language }),
  /** Nobody has the address: nothing is sent, but the request did the same work. */
  z.object({ kind: z.literal('nobody'), to, language, token: z.string() }),
]);
export type IdentityMail = z.output<typeof identityMail>;
export type SendableMail = Exclude<IdentityMail, { kind: 'nobody' }>;

export interface IdentityPost {
  /** Sends after the commit. With a `memberId` the mail is deleted unsent when that member is erased first. */
  leave(tx: Transaction, mail: IdentityMail, memberId?: string): Promise<void>;
}

export const createIdentityPost = (outbox: Outbox): IdentityPost => ({
  leave: (tx, mail, memberId) =>
    outbox.add(tx, {
      topic: IDENTITY_MAIL_TOPIC,
      payload: mail,
      ...(memberId === undefined ? {} : { memberId }),
    }),
});
