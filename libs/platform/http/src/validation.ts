import { z } from 'zod';

import { type FieldError, httpErrors } from './errors.ts';
import type { Locale } from './locale.ts';

const sentences = { ko: z.locales.ko().localeError, en: z.locales.en().localeError };

/** Where in the request a value stood; bodies use plain JSON pointers (RFC 6901). */
export type Place = 'body' | 'query' | 'path';

const pointerTo = (place: Place, path: readonly PropertyKey[]): string => {
  const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
  return place === 'body' ? steps.map((step) => `/${step}`).join('') : `${place}:${steps.join('/')}`;
};

/** Parses or throws INVALID_REQUEST that names every bad field in the caller's language. */
export const parse = <S extends z.ZodType>(
  schema: S,
  value: unknown,
  place: Place,
  locale: () => Locale,
): z.output<S> => {
  const result = schema.safeParse(value, { error: (issue) => sentences[locale()](issue) });
  if (result.success) return result.data;

  const errors: FieldError[] = result.error.issues.map((issue) => ({
    pointer: pointerTo(place, issue.path),
    message: issue.message,
  }));
  throw httpErrors.INVALID_REQUEST({ errors: errors.slice(0, 20) });
};
