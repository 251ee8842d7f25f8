import { ConfigError, type ConfigProblem } from './config-error.ts';
import { type Config } from './config.ts';
import { exposureGroup, exposureProblems } from './exposure-variables.ts';
import { fileProblems, filesGroup } from './file-variables.ts';
import { pushGroup, pushProblems } from './push-variables.ts';
import { opensearchGroup, searchProblems } from './search-variables.ts';
import { concealing } from './secret.ts';
import { socialGroup, socialProblems } from './social-variables.ts';
import { type Variables, variables } from './variables.ts';

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

// What is only wrong in production: conveniences of development that would be holes there.
const productionProblems = (read: Variables): ConfigProblem[] => {
  const problems: ConfigProblem[] = [];
  if (read.MAIL_URL.startsWith('disk:')) {
    problems.push({ variable: 'MAIL_URL', rule: 'disk: is refused in production' });
  }
  if (read.RATE_LIMIT_FACTOR > 1) {
    problems.push({ variable: 'RATE_LIMIT_FACTOR', rule: 'above 1 is refused in production' });
  }
  if (read.EXPOSURE_SOURCE === 'made-up') {
    problems.push({ variable: 'EXPOSURE_SOURCE', rule: 'made-up is refused in production' });
  }
  if (read.DEMO_PASSWORD !== undefined) {
    problems.push({ variable: 'DEMO_PASSWORD', rule: 'is refused in production' });
  }
  if (read.DEMO_STAFF_PASSWORD !== undefined) {
    problems.push({ variable: 'DEMO_STAFF_PASSWORD', rule: 'is refused in production' });
  }
  const publicUrl = URL.parse(read.PUBLIC_URL);
  if (publicUrl?.protocol === 'http:' && !loopbackHosts.includes(publicUrl.hostname)) {
    problems.push({ variable: 'PUBLIC_URL', rule: 'must be https in production' });
  }

  return problems;
};

// One key for two purposes would let one part's output help to break another (NIST SP 800-57 part 1, 5.2).
const sharedKeyProblems = (read: Variables): ConfigProblem[] => {
  const uses: [string, Buffer][] = [
    ...read.ACCESS_TOKEN_KEYS.map(({ key }): [string, Buffer] => ['ACCESS_TOKEN_KEYS', key]),
    ...read.FIELD_ENCRYPTION_KEYS.map(({ key }): [string, Buffer] => ['FIELD_ENCRYPTION_KEYS', key]),
    ['INDEX_KEY', read.INDEX_KEY],
    ['PASSWORD_PEPPER', read.PASSWORD_PEPPER],
  ];

  return uses
    .filter(([, key], index) => uses.slice(0, index).some(([, earlier]) => earlier.equals(key)))
    .map(([variable]) => ({ variable, rule: 'must not be the same key as another one' }));
};

const DRAIN_MS = 5_000;

const grouped = (read: Variables): Config => {
  const social = socialGroup(read);
  const opensearch = opensearchGroup(read);
  const exposure = exposureGroup(read);

  return concealing<Config>(
    {
      environment: read.SOOMCARE_ENV,
      api: {
        port: read.API_PORT,
        publicUrl: read.PUBLIC_URL,
        corsOrigins: read.CORS_ORIGINS,
        trustProxyHops: read.TRUST_PROXY_HOPS,
      },
      backoffice: { port: read.BACKOFFICE_PORT },
      drainMs: read.SOOMCARE_ENV === 'production' ? DRAIN_MS : 0,
      metricsPort: read.METRICS_PORT,
      logLevel: read.LOG_LEVEL,
      rateLimitFactor: read.RATE_LIMIT_FACTOR,
      database: concealing({ url: read.DATABASE_URL, poolSize: read.DATABASE_POOL_SIZE }, ['url']),
      redis: concealing({ url: read.REDIS_URL }, ['url']),
      mail: concealing({ url: read.MAIL_URL, from: read.MAIL_FROM }, ['url']),
      secrets: concealing(
        {
          accessTokenKeys: read.ACCESS_TOKEN_KEYS,
          fieldKeys: read.FIELD_ENCRYPTION_KEYS,
          indexKey: read.INDEX_KEY,
          passwordPepper: read.PASSWORD_PEPPER,
        },
        ['accessTokenKeys', 'fieldKeys', 'indexKey', 'passwordPepper'],
      ),
      push: pushGroup(read),
      files: filesGroup(read),
      ...(social ? { social } : {}),
      ...(opensearch ? { opensearch } : {}),
      ...(exposure ? { exposure } : {}),
      ...(read.DEMO_PASSWORD === undefined ? {} : { demoPassword: read.DEMO_PASSWORD }),
      ...(read.DEMO_STAFF_PASSWORD === undefined ? {} : { demoStaffPassword: read.DEMO_STAFF_PASSWORD }),
    },
    ['demoPassword', 'demoStaffPassword'],
  );
};

/**
 * Reads and checks the environment once, at the start of a program.
 * Throws ConfigError with every bad variable by name and rule, never by value.
 * An empty variable counts as absent: compose files and shells write `NAME=` for "not set".
 */
export const loadConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = variables.safeParse(given);
  if (!read.success) {
    throw new ConfigError(
      read.error.issues.map(({ path, message }) => ({ variable: String(path[0]), rule: message })),
    );
  }

  const problems = [
    ...sharedKeyProblems(read.data),
    ...socialProblems(read.data),
    ...pushProblems(read.data),
    ...searchProblems(read.data),
    ...fileProblems(read.data),
    ...exposureProblems(read.data),
  ];
  if (read.data.SOOMCARE_ENV === 'production') problems.push(...productionProblems(read.data));
  if (problems.length > 0) throw new ConfigError(problems);

  return grouped(read.data);
};
