import { toHangulKeys, toLatinKeys } from '@soomcare/korean-text';

import { tokensOf } from './compact.ts';

/** What was meant if the keyboard was switched to the other language; null if that gives no words. */
export const otherKeyboard = (text: string): string[] | null => {
  const words = text.trim().split(/\s+/);
  const other = words.map((word) => toHangulKeys(word) ?? toLatinKeys(word.normalize('NFC')));
  const known = other.filter((word) => word !== null);

  return known.length === words.length ? tokensOf(known.join(' ')) : null;
};
