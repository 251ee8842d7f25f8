import { commonEndings, commonPasswords } from './common-passwords.ts';
import { passwordErrors } from './password.errors.ts';

/** What a guesser knows about the owner. */
export interface OwnWords {
  readonly email: string;
  readonly nickname: string;
}

const repeatsOneCharacter = (text: string) => new Set(text).size === 1;

/** True when one person would guess it of another: compared whole, never by parts (NIST SP 800-63B-4, 3.1.1.2). */
export const isCommonPassword = (password: string, own: OwnWords): boolean => {
  const text = password.normalize('NFC').toLowerCase();
  if (commonPasswords.has(text) || repeatsOneCharacter(text)) return true;

  const address = own.email.toLowerCase();
  const words = [address, address.split('@')[0] ?? address, own.nickname.normalize('NFC').toLowerCase()];
  return words.some((word) => commonEndings.some((ending) => text === `${word}${ending}`));
};

/** @throws PASSWORD_TOO_COMMON */
export const refuseCommonPassword = (password: string, own: OwnWords) => {
  if (isCommonPassword(password, own)) throw passwordErrors.PASSWORD_TOO_COMMON();
};
