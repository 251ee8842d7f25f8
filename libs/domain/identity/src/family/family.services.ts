import type { Database, MemberCiphers } from '@soomcare/database';

import type { Clock } from '../identity.deps.ts';
import type { IdentityPost } from '../mails/identity-mail.ts';
import type { MailThrottle } from '../mails/mail-throttle.ts';
import type { MemberRepository } from '../members/member.repository.ts';
import type { ProfileMapper } from '../members/profile.ts';
import type { WithdrawalService } from '../members/withdrawal.service.ts';
import { createChildService } from './child.service.ts';
import { createFamilyLinkEraser, createFamilyLinks } from './family-link.repository.ts';
import { createGuardianRepository } from './guardian.repository.ts';
import { createGuardianshipService } from './guardianship.service.ts';
import { createHandOverService, type HandOverLogIn } from './hand-over.service.ts';

export const createFamilyParts = (storage: { database: Database; memberCiphers: MemberCiphers }) => ({
  guardians: createGuardianRepository(storage.database),
  invitations: createFamilyLinks(storage, 'invitation'),
  handOvers: createFamilyLinks(storage, 'hand-over'),
  eraseLinks: createFamilyLinkEraser(storage.database),
});

interface FamilyServicesDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly family: ReturnType<typeof createFamilyParts>;
  readonly members: { readonly rows: MemberRepository; readonly profiles: ProfileMapper };
  readonly logIn: HandOverLogIn;
  readonly withdrawals: WithdrawalService;
  readonly mail: { readonly post: IdentityPost; readonly throttle: MailThrottle };
}

/** Children's profiles, who keeps them, and how they become the children's own. */
export const createFamilyServices = (deps: FamilyServicesDeps) => {
  const { database, clock, family, members, logIn, withdrawals, mail } = deps;
  const common = { database, clock, guardians: family.guardians };

  return {
    children: createChildService({ ...common, members, accounts: logIn.accounts, post: mail.post }),
    guardianships: createGuardianshipService({
      ...common,
      invitations: family.invitations,
      members: members.rows,
      withdrawals,
      mail,
    }),
    handOvers: createHandOverService({
      ...common,
      links: family.handOvers,
      members: members.rows,
      logIn,
      mail,
    }),
  };
};
