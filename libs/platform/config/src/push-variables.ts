import { createECDH, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ConfigProblem } from './config-error.ts';
import { concealing } from './secret.ts';

export interface PushConfig {
  fcm?: {
    /** What of Google's key file is needed; `privateKey` is PEM. */
    account: { projectId: string; clientEmail: string; privateKey: string };
    tokenBaseUrl: string;
    messagesBaseUrl: string;
  };
  /** VAPID keys, base64url. */
  web?: { publicKey: string; privateKey: string; subject: string };
}

const isRsaKey = (pem: string): boolean => {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
};

const keyFile = z.object({
  project_id: z.string().regex(/^[a-z0-9-]{4,64}$/),
  client_email: z.email(),
  private_key: z.string().refine(isRsaKey),
});

const parseKeyFile = (textOrPath: string): z.output<typeof keyFile> | undefined => {
  try {
    const text = textOrPath.trimStart().startsWith('{') ? textOrPath : readFileSync(textOrPath, 'utf8');

    return keyFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const accountRule = "must be a service account's key file: its JSON text or its path";
const serviceAccount = z
  .string()
  .transform((textOrPath, context) => {
    const file = parseKeyFile(textOrPath);
    if (file) {
      return concealing(
        { projectId: file.project_id, clientEmail: file.client_email, privateKey: file.private_key },
        ['privateKey'],
      );
    }

    context.addIssue({ code: 'custom', message: accountRule });

    return z.NEVER;
  })
  .optional();

const baseUrlRule = 'must be an https URL without a path (http for 127.0.0.1 and localhost)';
const baseUrl = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .refine((text) => {
      const url = URL.parse(text);
      const isLocal = url?.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);

      return (url?.protocol === 'https:' || isLocal) && url?.origin === text;
    }, baseUrlRule);

const bytes = (length: number, rule: string) =>
  z
    .string()
    .refine((text) => /^[\w-]+$/.test(text) && Buffer.from(text, 'base64url').length === length, rule)
    .optional();

/** Pushes by Firebase Cloud Messaging and by Web Push; each is off without its variables. */
export const pushVariables = {
  FCM_SERVICE_ACCOUNT: serviceAccount,
  FCM_TOKEN_URL: baseUrl('https://oauth2.googleapis.com'),
  FCM_MESSAGES_URL: baseUrl('https://fcm.googleapis.com'),
  VAPID_PUBLIC_KEY: bytes(65, 'must be 65 bytes in base64url'),
  VAPID_PRIVATE_KEY: bytes(32, 'must be 32 bytes in base64url'),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, 'must be mailto:… or https://…')
    .optional(),
};

type PushVariables = z.output<z.ZodObject<typeof pushVariables>>;

const vapidNames = ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'] as const;

const isPair = (publicKey: string, privateKey: string): boolean => {
  const curve = createECDH('prime256v1');
  try {
    curve.setPrivateKey(privateKey, 'base64url');
  } catch {
    return false;
  }

  return curve.getPublicKey().equals(Buffer.from(publicKey, 'base64url'));
};

/** Some of the three VAPID variables are a mistake, and so are keys that do not belong together. */
export const pushProblems = (read: PushVariables): ConfigProblem[] => {
  const missing = vapidNames.filter((name) => read[name] === undefined);
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = read;
  if (missing.length === vapidNames.length) return [];
  if (publicKey !== undefined && privateKey !== undefined && !isPair(publicKey, privateKey)) {
    return [{ variable: 'VAPID_PRIVATE_KEY', rule: 'must belong to VAPID_PUBLIC_KEY' }];
  }

  return missing.map((variable) => ({ variable, rule: 'is required with the other VAPID variables' }));
};

export const pushGroup = (read: PushVariables): PushConfig => {
  const { FCM_SERVICE_ACCOUNT: account, FCM_TOKEN_URL: tokenBaseUrl, FCM_MESSAGES_URL } = read;
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = read;

  return {
    ...(account ? { fcm: { account, tokenBaseUrl, messagesBaseUrl: FCM_MESSAGES_URL } } : {}),
    ...(publicKey !== undefined && privateKey !== undefined && subject !== undefined
      ? { web: concealing({ publicKey, privateKey, subject }, ['privateKey']) }
      : {}),
  };
};
