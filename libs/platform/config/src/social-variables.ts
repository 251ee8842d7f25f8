import { createPrivateKey } from 'node:crypto';

import { z } from 'zod';
import { type ConfigProblem } from './config-error.ts';
import { concealBuffer, concealing } from './secret.ts';

/** A client that a provider of log-ins knows us as. */
export interface SocialClient {
  clientId: string;
  clientSecret: string;
}

export interface SocialConfig {
  redirectUrl: string;
  kakao?: SocialClient & { adminKey: string };
  naver?: SocialClient;
  google?: SocialClient;
  apple?: { clientId: string; teamId: string; keyId: string; privateKey: Buffer };
}

const textRule = 'must be 1 to 300 printable ASCII characters';
const shortText = z
  .string()
  .regex(/^[\x21-\x7e]{1,300}$/, textRule)
  .optional();

const appleId = z
  .string()
  .regex(/^[A-Z0-9]{10}$/, 'must be 10 capital letters and digits')
  .optional();

const isP256 = (der: Buffer): boolean => {
  try {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });

    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
};

const keyRule = 'must be the base64 lines of the .p8 file, joined: an EC P-256 key in PKCS#8';
const appleKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{100,400}={0,2}$/, keyRule)
  .transform((text, context) => {
    const der = Buffer.from(text, 'base64');
    if (isP256(der)) return concealBuffer(der);

    context.addIssue({ code: 'custom', message: keyRule });

    return z.NEVER;
  })
  .optional();

const redirectRule = 'must be an https URL without a query or a fragment';
const redirectUrl = z
  .string()
  .refine((value) => {
    const url = URL.parse(value);

    return url?.protocol === 'https:' && url.username === '' && !/[?#]/.test(value);
  }, redirectRule)
  .transform((url) => url.replace(/\/+$/, ''))
  .optional();

/** Log-ins by Kakao, Naver, Google and Apple; a provider none of whose variables is set is off. */
export const socialVariables = {
  SOCIAL_REDIRECT_URL: redirectUrl,
  KAKAO_CLIENT_ID: shortText,
  KAKAO_CLIENT_SECRET: shortText,
  KAKAO_ADMIN_KEY: shortText,
  NAVER_CLIENT_ID: shortText,
  NAVER_CLIENT_SECRET: shortText,
  GOOGLE_CLIENT_ID: shortText,
  GOOGLE_CLIENT_SECRET: shortText,
  APPLE_CLIENT_ID: shortText,
  APPLE_TEAM_ID: appleId,
  APPLE_KEY_ID: appleId,
  APPLE_PRIVATE_KEY: appleKey,
};

type SocialVariables = {
  [Name in keyof typeof socialVariables]?: z.output<(typeof socialVariables)[Name]>;
};
type Name = keyof SocialVariables;

const groups: readonly (readonly Name[])[] = [
  ['KAKAO_CLIENT_ID', 'KAKAO_CLIENT_SECRET', 'KAKAO_ADMIN_KEY'],
  ['NAVER_CLIENT_ID', 'NAVER_CLIENT_SECRET'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['APPLE_CLIENT_ID', 'APPLE_TEAM_ID', 'APPLE_KEY_ID', 'APPLE_PRIVATE_KEY'],
];

/** Half a provider is a mistake, and so is one without an address to come back to. */
export const socialProblems = (read: SocialVariables): ConfigProblem[] => {
  const isSet = (name: Name) => read[name] !== undefined;
  const begun = groups.filter((names) => names.some(isSet));
  const missing = begun.flatMap((names) =>
    names
      .filter((name) => !isSet(name))
      .map((variable) => ({ variable, rule: `is required with ${names.filter(isSet).join(', ')}` })),
  );
  if (begun.length === 0 || isSet('SOCIAL_REDIRECT_URL')) return missing;

  return [...missing, { variable: 'SOCIAL_REDIRECT_URL', rule: 'is required with any provider of log-ins' }];
};

const client = (clientId: string | undefined, clientSecret: string | undefined): SocialClient | null =>
  clientId === undefined || clientSecret === undefined
    ? null
    : concealing({ clientId, clientSecret }, ['clientSecret']);

/** The group of the configuration, or undefined when every provider is off. */
export const socialGroup = (read: SocialVariables): SocialConfig | undefined => {
  const naver = client(read.NAVER_CLIENT_ID, read.NAVER_CLIENT_SECRET);
  const google = client(read.GOOGLE_CLIENT_ID, read.GOOGLE_CLIENT_SECRET);
  const kakao = client(read.KAKAO_CLIENT_ID, read.KAKAO_CLIENT_SECRET);
  const { SOCIAL_REDIRECT_URL: url, KAKAO_ADMIN_KEY: adminKey } = read;
  const { APPLE_CLIENT_ID: clientId, APPLE_TEAM_ID: teamId } = read;
  const { APPLE_KEY_ID: keyId, APPLE_PRIVATE_KEY: privateKey } = read;
  if (url === undefined) return undefined;

  return {
    redirectUrl: url,
    ...(kakao && adminKey !== undefined
      ? { kakao: concealing({ ...kakao, adminKey }, ['clientSecret', 'adminKey']) }
      : {}),
    ...(naver ? { naver } : {}),
    ...(google ? { google } : {}),
    ...(clientId !== undefined && teamId !== undefined && keyId !== undefined && privateKey !== undefined
      ? { apple: concealing({ clientId, teamId, keyId, privateKey }, ['privateKey']) }
      : {}),
  };
};
