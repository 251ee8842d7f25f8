import { type ExposureConfig } from './exposure-variables.ts';
import { type FilesConfig } from './file-variables.ts';
import { type PushConfig } from './push-variables.ts';
import { type OpensearchConfig } from './search-variables.ts';
import { type SocialConfig } from './social-variables.ts';
import { type Environment, type LogLevel } from './variables.ts';

/** Signs and verifies access tokens (HS256). `id` is the token's `kid`. */
export interface AccessTokenKey {
  id: string;
  key: Buffer;
}

/** Seals personal fields (AES-256-GCM). `id` is 1–65535 and stands in every sealed value. */
export interface FieldKey {
  id: number;
  key: Buffer;
}

/** The parsed environment. In every list of keys the first one signs or encrypts, the others only read. */
export interface Config {
  environment: Environment;
  api: { port: number; publicUrl: string; corsOrigins: string[]; trustProxyHops: number };
  backoffice: { port: number };
  /** How long a load balancer needs to see that a server is stopping; nobody balances in development. */
  drainMs: number;
  metricsPort: number;
  logLevel: LogLevel;
  /** Multiplies every rate limit; above 1 only outside production. */
  rateLimitFactor: number;
  database: { url: string; poolSize: number };
  redis: { url: string };
  mail: { url: string; from: string };
  secrets: {
    accessTokenKeys: AccessTokenKey[];
    fieldKeys: FieldKey[];
    indexKey: Buffer;
    passwordPepper: Buffer;
  };
  /** Where uploads are kept. */
  files: FilesConfig;
  /** Where air quality and pollen come from; absent, there is none. */
  exposure?: ExposureConfig;
  /** Log-ins by other companies' accounts; absent, or without a provider, they are off. */
  social?: SocialConfig;
  /** Providers of pushes; one that is absent is off. */
  push: PushConfig;
  /** The search engine beside MySQL; absent where MySQL searches. */
  opensearch?: OpensearchConfig;
  /** The log-in of the demo members; only outside production. */
  demoPassword?: string;
  /** The same of the demo staff. */
  demoStaffPassword?: string;
}
