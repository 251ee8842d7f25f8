export { consentTexts, type ConsentText, type ConsentType, consentTypes } from './consents/consent-texts.ts';
export type { HousekeepingJob } from './housekeeping.ts';
export type { Clock, EraseMember, IdentityDeps } from './identity.deps.ts';
export { createIdentity, type Identity } from './identity.module.ts';
export { identityTables } from './identity.tables.ts';
export type { MemberSeed } from './members/account.service.ts';
export type { PasswordCost } from './passwords/password-hasher.ts';
