import { generateSecret, generateSync, generateURI, verifySync } from 'otplib';

const STEP_SECONDS = 30;
const CODE = /^[0-9]{6}$/;

/** A phone's clock may be off by one step each way (RFC 6238, 5.2). */
const TOLERANCE_SECONDS = STEP_SECONDS;

export const newTotpSecret = (): string => generateSecret();

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

/** The time step that a code belongs to, or null when it is not right at this time. */
export const totpStepOf = (secret: string, code: string, at: Date): number | null => {
  if (!CODE.test(code)) return null;

  const now = secondsOf(at);
  const result = verifySync({ secret, token: code, epoch: now, epochTolerance: TOLERANCE_SECONDS });
  return result.valid ? Math.floor(now / STEP_SECONDS) + result.delta : null;
};

/** The code of a moment: for demo log-ins and tests. */
export const totpCodeAt = (secret: string, at: Date): string =>
  generateSync({ secret, epoch: secondsOf(at) });

/** For a QR code in an authenticator app. */
export const totpUri = (secret: string, email: string): string =>
  generateURI({ issuer: 'Soomcare', label: email, secret });
