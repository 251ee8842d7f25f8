import { z } from 'zod';

/** Control characters, lone surrogates, line separators and direction overrides: never part of a name. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;

/** What a reader counts as characters, near enough: Unicode code points. */
export const codePoints = (text: string): number => [...text].length;

/**
 * Text from a person: NFC, trimmed, length in code points.
 * The API document shows the bounds as JSON Schema counts them, which is in code points too.
 */
export const personalText = (bounds: {
  min: number;
  max: number;
  description?: string;
  example?: string;
}) => {
  const { min, max, ...meta } = bounds;

  return z
    .string()
    .max(max * 4)
    .meta({ ...meta, minLength: min, maxLength: max })
    .transform((text) => text.normalize('NFC').trim())
    .check(({ value, issues }) => {
      const length = codePoints(value);
      const about = { input: value, origin: 'string', inclusive: true } as const;
      if (length < min) issues.push({ ...about, code: 'too_small', minimum: min });
      if (length > max) issues.push({ ...about, code: 'too_big', maximum: max });
      if (FORBIDDEN.test(value)) {
        issues.push({ code: 'invalid_format', format: 'regex', pattern: FORBIDDEN.source, input: value });
      }
    });
};

const zoneIdOf = (text: string): string | null => {
  // Offsets such as +09:00 are zones to Temporal, but they do not follow a place's rules.
  if (!/^[A-Za-z]/.test(text)) return null;
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId;
  } catch {
    return null;
  }
};

/** An IANA time zone, in the spelling of the database whatever the caller's case. */
export const ianaTimeZone = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: 'IANA time zone', example: 'Asia/Seoul' })
  .transform((text, context) => {
    const zone = zoneIdOf(text);
    if (zone !== null) return zone;

    context.issues.push({ code: 'invalid_format', format: 'time zone', input: text });
    return z.NEVER;
  });

export const emailAddress = z
  .email()
  .max(254)
  .meta({ description: 'E-mail address', example: 'minji@example.com' });

/** Digits as in E.164; how people group them is the app's matter. */
export const phoneNumber = z
  .string()
  .regex(/^\+?[0-9]{8,15}$/)
  .meta({ example: '+821012345678' });
