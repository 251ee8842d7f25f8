import {
  type Access,
  type Actor,
  type MemberOnly,
  RECENT_LOG_IN_SECONDS,
  type StaffActor,
  type StaffOnly,
} from './access.ts';
import { httpErrors } from './errors.ts';

/** Whoever a guard let through: absent on open routes. */
export type Caller = Actor | StaffActor | undefined;

const isStaff = (actor: Actor | StaffActor): actor is StaffActor => 'permissions' in actor;

const authoriseStaff = ({ permission }: StaffOnly, actor: Caller) => {
  if (!actor || !isStaff(actor)) throw httpErrors.LOG_IN_REQUIRED();
  if (permission !== null && !actor.permissions.includes(permission)) throw httpErrors.NOT_PERMITTED();
};

const authoriseMember = ({ consents, recentLogIn }: MemberOnly, actor: Caller, now: Date) => {
  if (!actor || isStaff(actor)) throw httpErrors.LOG_IN_REQUIRED();

  const missing = consents.filter((consent) => !actor.consents.includes(consent));
  if (missing.length > 0) throw httpErrors.CONSENT_REQUIRED({ detail: missing.join(', ') });

  const ageSeconds = (now.getTime() - actor.authenticatedAt.getTime()) / 1000;
  if (recentLogIn && ageSeconds > RECENT_LOG_IN_SECONDS) throw httpErrors.RECENT_LOG_IN_REQUIRED();
};

/** @throws LOG_IN_REQUIRED, NOT_PERMITTED, CONSENT_REQUIRED, RECENT_LOG_IN_REQUIRED */
export const authorise = (access: Access, actor: Caller, now: Date) => {
  switch (access.kind) {
    case 'anyone':
      return;
    case 'staff':
      return authoriseStaff(access, actor);
    case 'member':
      return authoriseMember(access, actor, now);
    default:
      throw new Error(`no such access policy: ${String(access satisfies never)}`);
  }
};
