import { createHash, hkdfSync } from 'node:crypto';

import type { StaffSetUp } from './accounts/staff-set-up.ts';
import type { StaffRole } from './roles.ts';
import { totpCodeAt, totpUri } from './sessions/totp.ts';

interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
}

/** One of each role, for development. */
export const demoStaff: readonly DemoPerson[] = [
  { email: 'admin@soomcare.example', name: '관리자 정하늘', role: 'admin' },
  { email: 'care@soomcare.example', name: '간호사 김수민', role: 'care' },
  { email: 'editor@soomcare.example', name: '편집자 이가람', role: 'content-editor' },
  { email: 'moderator@soomcare.example', name: '운영자 박다온', role: 'community-moderator' },
  { email: 'support@soomcare.example', name: '상담원 최보라', role: 'support' },
  { email: 'auditor@soomcare.example', name: '감사 한결', role: 'auditor' },
];

const SECRET_BYTES = 20;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS_A_CHARACTER = 5;

/** RFC 4648 without padding; 20 bytes are 32 characters to the bit. */
const base32 = (bytes: Buffer): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(new RegExp(`.{${BITS_A_CHARACTER}}`, 'g')) ?? [])
    .map((group) => BASE32[Number.parseInt(group, 2)] ?? '')
    .join('');
};

/** The same on every start of one installation, so that a phone set up once keeps working; never in production. */
const demoTotpSecret = (indexKey: Buffer, email: string): string => {
  const salt = createHash('sha256').update(email).digest();
  return base32(Buffer.from(hkdfSync('sha256', indexKey, salt, 'soomcare demo totp', SECRET_BYTES)));
};

export interface DemoLogIn extends DemoPerson {
  readonly totpSecret: string;
  readonly totpUri: string;
  /** Good for the half minute of `at`. */
  readonly code: string;
}

/** What somebody needs beside the password to log in as one of the demo staff. */
export const demoLogIns = (indexKey: Buffer, at: Date): DemoLogIn[] =>
  demoStaff.map((person) => {
    const totpSecret = demoTotpSecret(indexKey, person.email);
    return {
      ...person,
      totpSecret,
      totpUri: totpUri(totpSecret, person.email),
      code: totpCodeAt(totpSecret, at),
    };
  });

/** Makes the demo staff that is not there yet. @returns how many were made */
export const seedStaff = async (
  setUp: StaffSetUp,
  { indexKey, password }: { indexKey: Buffer; password: string },
): Promise<number> => {
  let made = 0;
  for (const { email, name, role } of demoStaff) {
    if (await setUp.exists(email)) continue;

    await setUp.create({ email, name, role, password, totpSecret: demoTotpSecret(indexKey, email) });
    made += 1;
  }
  return made;
};
