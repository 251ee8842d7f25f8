import { memberKeyTable } from '@soomcare/database';

import { consentTable } from './consents/consent.entity.ts';
import { deviceTable } from './devices/device.entity.ts';
import { familyLinkTable } from './family/family-link.entity.ts';
import { guardianTable } from './family/guardian.entity.ts';
import { memberTable } from './members/member.entity.ts';
import { withdrawalReceiptTable } from './members/withdrawal-receipt.entity.ts';
import { passwordResetTable } from './password-resets/password-reset.entity.ts';
import { credentialTable } from './passwords/credential.entity.ts';
import { sessionTable } from './sessions/session.entity.ts';
import { signUpTable } from './sign-ups/sign-up.entity.ts';
import { socialAttemptTable } from './social/social-attempt.entity.ts';
import { staffTables } from './staff/staff.tables.ts';

/** For `createDatabase({ entities })`. */
export const identityTables = [
  memberTable,
  memberKeyTable,
  credentialTable,
  signUpTable,
  sessionTable,
  consentTable,
  deviceTable,
  passwordResetTable,
  socialAttemptTable,
  withdrawalReceiptTable,
  guardianTable,
  familyLinkTable,
  ...staffTables,
];
