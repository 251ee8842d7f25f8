import type { Transaction } from '@soomcare/database';
import type { Endpoint, OpenProfile, VerifyToken } from '@soomcare/http';
import type { OutboxHandlers } from '@soomcare/outbox';

import { createAccessTokens } from './access-tokens/access-token.ts';
import { createBulkhead } from './bulkhead.ts';
import { createConsentRepository } from './consents/consent.repository.ts';
import { createConsentService } from './consents/consent.service.ts';
import { createDeviceRepository } from './devices/device.repository.ts';
import { type ConsentingMember, createConsentingMembers } from './consents/consenting-member.repository.ts';
import { createDeviceService, type DeviceService } from './devices/device.service.ts';
import { createPushTargets, type PushTargets } from './devices/push-targets.ts';
import type { ChildService } from './family/child.service.ts';
import { familyRoutes } from './family/family.routes.ts';
import { createFamilyParts, createFamilyServices } from './family/family.services.ts';
import { createHandOverNotices, type TellHandOvers } from './family/hand-over-notices.ts';
import { createHousekeepingRepository } from './housekeeping.repository.ts';
import { createHousekeeping, type HousekeepingJob } from './housekeeping.ts';
import { meRoutes } from './http/me.routes.ts';
import { sessionRoutes } from './http/session.routes.ts';
import { signUpRoutes } from './http/sign-up.routes.ts';
import type { IdentityDeps } from './identity.deps.ts';
import { createIdentityMailHandler } from './mails/identity-mail.handler.ts';
import { createIdentityPost, IDENTITY_MAIL_TOPIC } from './mails/identity-mail.ts';
import { createMailThrottle } from './mails/mail-throttle.ts';
import { type AccountService, createAccountService } from './members/account.service.ts';
import { createErasure } from './members/erasure.ts';
import { createMemberRepository } from './members/member.repository.ts';
import { createMemberService, type MemberService } from './members/member.service.ts';
import { createProfileMapper } from './members/profile.ts';
import { createWithdrawalReceiptRepository } from './members/withdrawal-receipt.repository.ts';
import {
  createWithdrawalService,
  ERASE_AGAIN_TOPIC,
  type WithdrawalService,
} from './members/withdrawal.service.ts';
import { createPasswordResetRepository } from './password-resets/password-reset.repository.ts';
import { createPasswordResetService } from './password-resets/password-reset.service.ts';
import { createCredentialRepository } from './passwords/credential.repository.ts';
import { createPasswordHasher } from './passwords/password-hasher.ts';
import { createPasswordService } from './passwords/password.service.ts';
import { createLiveSessions } from './sessions/live-sessions.ts';
import { createLogInThrottle } from './sessions/log-in-throttle.ts';
import { createLogInService } from './sessions/log-in.service.ts';
import { createRefreshTokens } from './sessions/refresh-token.ts';
import { createRefreshService } from './sessions/refresh.service.ts';
import { createSessionEnds } from './sessions/session-ends.ts';
import { createSessionRepository } from './sessions/session.repository.ts';
import { createSessionService } from './sessions/session.service.ts';
import { createTokenVerifier } from './sessions/token-verifier.ts';
import { createCodeHash } from './sign-ups/mailed-secrets.ts';
import { createSignUpRepository } from './sign-ups/sign-up.repository.ts';
import { createSignUpService } from './sign-ups/sign-up.service.ts';
import { kakaoWebhook } from './social/http/kakao-webhook.ts';
import { socialRoutes } from './social/http/social.routes.ts';
import { REVOKE_TOKEN_TOPIC } from './social/provider-revocation.ts';
import { createSocialParts, createSocialServices } from './social/social.services.ts';
import { UNLINKED_TOPIC } from './social/unlink.service.ts';
import { accessLogRoutes } from './staff/http/audit.routes.ts';
import { type ClinicLook, createAccessLog } from './staff/staff.module.ts';

export interface Identity {
  /** Below `/v1`. */
  readonly memberRoutes: Endpoint[];
  /** Below `/v1`, for providers and not for the app: they keep to the provider's contract. */
  readonly webhooks: ReturnType<typeof kakaoWebhook>;
  readonly verifyAccessToken: VerifyToken;
  /** For calls of a guardian in a child's profile. */
  readonly openProfile: OpenProfile;
  /** For demo data. */
  readonly addChild: ChildService['add'];
  /** For the worker's scheduler: tells guardians in the app. */
  readonly tellHandOvers: TellHandOvers;
  /** For the worker's relay. */
  readonly outboxHandlers: OutboxHandlers;
  /** For the worker's scheduler. */
  readonly housekeeping: readonly HousekeepingJob[];
  /** For whoever restores a backup. */
  readonly eraseRestored: WithdrawalService['eraseRestored'];
  /** A confirmed member without a mail, for demo data. */
  readonly createMember: AccountService['createMember'];
  /** For demo data. */
  readonly registerDevice: DeviceService['register'];
  /** For the contexts that remind members. */
  readonly pushTargets: PushTargets;
  /** Null without a standing consent to health data: nothing of this member may then be told. */
  readonly consentingMember: (memberId: string) => Promise<ConsentingMember | null>;
  /** For the contexts that compare a measurement with what is usual. */
  readonly bodyFactsOf: MemberService['bodyFactsOf'];
  /** For the head of a report. */
  readonly profileOf: MemberService['get'];
  /** For a report that a clinic opens by a code: the member finds it in their access log. */
  readonly recordClinicLook: (tx: Transaction, look: ClinicLook) => Promise<void>;
  /** For the card that the diary answers to an emergency. */
  readonly emergencyContactsOf: MemberService['emergencyContactsOf'];
}

/** Two hashes at once leave room for everything else on two cores; fifty waiting are about 1.5 s. */
const HASHING = { running: 2, waiting: 50, waitingMs: 5_000 };

/** Half of the pool at most, when Redis is away and every request reads its session from MySQL. */
const SESSION_READS = { running: 5, waiting: 1_000 };

const createParts = ({
  storage,
  post: postal,
  rateLimiter,
  secrets,
  runtime,
  passwords: hashing = {},
  social,
}: IdentityDeps) => {
  const { database, cache, cipher, memberCiphers, blindIndex } = storage;
  const clock = runtime;

  const profiles = createProfileMapper(memberCiphers);
  const members = { rows: createMemberRepository(database, blindIndex), profiles };
  const devices = createDeviceRepository({ database, memberCiphers, blindIndex });
  const sessions = createSessionRepository(database);
  const liveSessions = createLiveSessions({
    cache,
    sessions,
    bulkhead: createBulkhead(SESSION_READS),
    now: clock.now,
  });

  return {
    database,
    clock,
    members,
    sessions,
    liveSessions,
    sessionEnds: createSessionEnds({ sessions, liveSessions, devices, clock }),
    credentials: createCredentialRepository(database, members.rows.emailIndex),
    consents: createConsentRepository(database),
    devices,
    resets: createPasswordResetRepository(database),
    social: createSocialParts({ settings: social, storage, outbox: postal.outbox, runtime }),
    family: createFamilyParts(storage),
    accessLog: createAccessLog({ storage, secrets, clock }),
    signUps: { rows: createSignUpRepository(database), cipher, codes: createCodeHash(secrets.indexKey) },
    tokens: {
      access: createAccessTokens({ keys: secrets.accessTokenKeys, now: clock.now }),
      refresh: createRefreshTokens({ key: secrets.indexKey }),
    },
    hasher: createPasswordHasher({
      pepper: secrets.passwordPepper,
      bulkhead: createBulkhead(HASHING),
      ...hashing,
    }),
    mail: {
      post: createIdentityPost(postal.outbox),
      throttle: createMailThrottle({ rateLimiter, blindIndex }),
      logIns: createLogInThrottle({ rateLimiter, blindIndex }),
    },
  };
};

type Parts = ReturnType<typeof createParts>;

const createServices = (parts: Parts, { storage, erasers, post: { outbox } }: IdentityDeps) => {
  const { database, clock, members, credentials, hasher, sessionEnds, mail, tokens } = parts;
  const common = { database, clock };

  const sessions = createSessionService({
    ...common,
    sessions: parts.sessions,
    sessionEnds,
    accessTokens: tokens.access,
    refreshTokens: tokens.refresh,
  });
  const consents = createConsentService({
    ...common,
    consents: parts.consents,
    members: members.rows,
    sessionEnds,
  });
  const accounts = createAccountService({
    ...common,
    members: members.rows,
    profiles: members.profiles,
    credentials,
    consents,
    hasher,
  });
  const passwords = createPasswordService({
    ...common,
    credentials,
    resets: parts.resets,
    members,
    hasher,
    effects: { sessionEnds, post: mail.post },
  });

  const withdrawals = createWithdrawalService({
    database,
    members: { ...members, signUps: parts.signUps.rows },
    guardians: parts.family.guardians,
    erasure: createErasure({
      erasers: [
        parts.social.revocation.leaveAll,
        storage.memberCiphers.destroy,
        parts.credentials.eraseMember,
        parts.sessions.eraseMember,
        parts.consents.eraseMember,
        parts.devices.eraseMember,
        parts.resets.eraseMember,
        parts.accessLog.eraseMember,
        parts.family.guardians.eraseMember,
        parts.family.eraseLinks,
        ...erasers,
      ],
      outbox,
      receipts: createWithdrawalReceiptRepository(storage),
      clock,
    }),
    sessionEnds,
    outbox,
    post: mail.post,
  });

  return {
    sessions,
    consents,
    accounts,
    passwords,
    withdrawals,
    ...createSocialServices({
      social: parts.social,
      members,
      accounts,
      sessions,
      withdrawals,
      sessionEnds,
      post: mail.post,
    }),
    signUps: createSignUpService({
      ...common,
      signUps: parts.signUps,
      members: { ...members, accounts },
      hasher,
      sessions,
      mail,
    }),
    logIns: createLogInService({ database, credentials, hasher, sessions, throttle: mail.logIns }),
    refreshes: createRefreshService({
      database,
      runtime: parts.clock,
      sessions: parts.sessions,
      liveSessions: parts.liveSessions,
      members,
      tokens,
      post: mail.post,
    }),
    resets: createPasswordResetService({
      ...common,
      resets: parts.resets,
      credentials,
      members,
      passwords,
      mail,
    }),
    members: createMemberService({
      ...common,
      members: members.rows,
      profiles: members.profiles,
      sessionEnds,
    }),
    ...createFamilyServices({
      ...common,
      family: parts.family,
      members,
      logIn: { accounts, consents, hasher, sessions },
      withdrawals,
      mail,
    }),
    devices: createDeviceService({ ...common, devices: parts.devices, members: members.rows }),
  };
};

/** Members, how they prove who they are, and what they agreed to. */
export const createIdentity = (deps: IdentityDeps): Identity => {
  const parts = createParts(deps);
  const services = createServices(parts, deps);

  return {
    memberRoutes: [
      ...signUpRoutes(services),
      ...sessionRoutes(services),
      ...socialRoutes(services),
      ...meRoutes(services),
      ...familyRoutes(services),
      ...accessLogRoutes(parts.accessLog.log),
    ],
    webhooks: kakaoWebhook({ unlinks: services.unlinks, rateLimiter: deps.rateLimiter }),
    verifyAccessToken: createTokenVerifier({
      accessTokens: parts.tokens.access,
      liveSessions: parts.liveSessions,
      now: deps.runtime.now,
    }),
    outboxHandlers: {
      [IDENTITY_MAIL_TOPIC]: createIdentityMailHandler(deps.post),
      [ERASE_AGAIN_TOPIC]: services.withdrawals.eraseAgain,
      [REVOKE_TOKEN_TOPIC]: parts.social.revocation.handle,
      [UNLINKED_TOPIC]: services.unlinks.handle,
    },
    housekeeping: [
      ...createHousekeeping(createHousekeepingRepository(parts.database), deps.runtime.now),
      { name: 'identity.unlinked-members', run: services.unlinks.withdrawUnlinked },
    ],
    openProfile: services.children.openProfile,
    addChild: services.children.add,
    tellHandOvers: createHandOverNotices({ guardians: parts.family.guardians, now: deps.runtime.now }),
    eraseRestored: services.withdrawals.eraseRestored,
    createMember: services.accounts.createMember,
    registerDevice: services.devices.register,
    consentingMember: createConsentingMembers(parts.database).find,
    bodyFactsOf: services.members.bodyFactsOf,
    profileOf: services.members.get,
    recordClinicLook: parts.accessLog.recordClinicLook,
    emergencyContactsOf: services.members.emergencyContactsOf,
    pushTargets: createPushTargets({ ...deps.storage, logger: deps.runtime.logger }),
  };
};
