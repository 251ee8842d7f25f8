import type { Request } from 'express';

export const locales = ['ko', 'en'] as const;
export type Locale = (typeof locales)[number];

/** By `Accept-Language`; Korean when the caller says nothing we speak. */
export const localeOf = (request: Request): Locale =>
  request.acceptsLanguages(...locales) === 'en' ? 'en' : 'ko';
