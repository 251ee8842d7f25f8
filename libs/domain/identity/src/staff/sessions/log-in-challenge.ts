import { createHmac, createSecretKey, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

import { binaryToUuid, uuidToBinary } from '@soomcare/database';

/** What the first step has proved. */
export interface ChallengeFacts {
  readonly staffId: string;
  /** Of the account: a new password or a change of rights in between makes the challenge void. */
  readonly version: number;
  readonly expiresAt: Date;
}

/** The bound on the second step (OWASP ASVS 5.0, 6.5.5: at most ten minutes). */
export const CHALLENGE_SECONDS = 5 * 60;

const KEY_BYTES = 32;
const ID_BYTES = 16;
const VERSION_BYTES = 4;
const TIME_BYTES = 6;
const RANDOM_BYTES = 16;
const MAC_BYTES = 32;
const SIGNED_BYTES = ID_BYTES + VERSION_BYTES + TIME_BYTES + RANDOM_BYTES;

/**
 * A signed statement "this browser knows the password", good for the second step only. It needs no row: what makes
 * it work once is that a code works once. It is bound to the browser that knew the password by its User-Agent.
 */
export const createLogInChallenges = ({ key, now }: { key: Buffer; now: () => Date }) => {
  const macKey = createSecretKey(
    Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'soomcare staff challenge', KEY_BYTES)),
  );
  const macOf = (signed: Buffer, userAgent: string) =>
    createHmac('sha256', macKey).update(signed).update(userAgent, 'utf8').digest();

  return {
    make({ staffId, version }: { staffId: string; version: number }, userAgent: string): string {
      const numbers = Buffer.alloc(VERSION_BYTES + TIME_BYTES);
      numbers.writeUInt32BE(version);
      numbers.writeUIntBE(now().getTime() + CHALLENGE_SECONDS * 1000, VERSION_BYTES, TIME_BYTES);
      const signed = Buffer.concat([uuidToBinary(staffId), numbers, randomBytes(RANDOM_BYTES)]);
      return Buffer.concat([signed, macOf(signed, userAgent)]).toString('base64url');
    },

    /** Null when we did not make it, not for this browser, or too long ago. */
    read(challenge: string, userAgent: string): ChallengeFacts | null {
      const bytes = Buffer.from(challenge, 'base64url');
      if (bytes.length !== SIGNED_BYTES + MAC_BYTES) return null;

      const signed = bytes.subarray(0, SIGNED_BYTES);
      if (!timingSafeEqual(macOf(signed, userAgent), bytes.subarray(SIGNED_BYTES))) return null;

      const expiresAt = new Date(signed.readUIntBE(ID_BYTES + VERSION_BYTES, TIME_BYTES));
      if (expiresAt <= now()) return null;
      return {
        staffId: binaryToUuid(signed.subarray(0, ID_BYTES)),
        version: signed.readUInt32BE(ID_BYTES),
        expiresAt,
      };
    },
  };
};

export type LogInChallenges = ReturnType<typeof createLogInChallenges>;
