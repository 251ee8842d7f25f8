import { randomBytes } from 'node:crypto';

export const aKey = (): string => randomBytes(32).toString('base64url');

/** The variables that nothing starts without. */
export const basics = {
  SOOMCARE_ENV: 'production',
  DATABASE_URL: 'mysql://soom:secret@127.0.0.1:3306/soomcare',
  REDIS_URL: 'redis://127.0.0.1:6379',
  ACCESS_TOKEN_KEYS: `k1:${aKey()}`,
  FIELD_ENCRYPTION_KEYS: `1:${aKey()}`,
  INDEX_KEY: aKey(),
  PASSWORD_PEPPER: aKey(),
  MAIL_URL: 'smtp://mail.example:587',
  PUBLIC_URL: 'https://api.soomcare.example',
};
