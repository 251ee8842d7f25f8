import { local } from './paths.js';
import { readDevelopmentSecrets } from './secrets.js';

/** @typedef {{ mysql: import('./services.js').Address, redis: import('./services.js').Address }} Services */

/** @param {string} name @param {number} fallback */
const portFrom = (name, fallback) => Number(process.env[name] || fallback);

export const appPorts = () => ({
  api: portFrom('API_PORT', 3000),
  backoffice: portFrom('BACKOFFICE_PORT', 3100),
  apiMetrics: portFrom('API_METRICS_PORT', 9464),
  workerMetrics: portFrom('WORKER_METRICS_PORT', 9465),
  backofficeMetrics: portFrom('BACKOFFICE_METRICS_PORT', 9466),
});

/**
 * What the apps are told in development; anything the caller's environment sets wins.
 * @param {Services} services
 * @returns {Record<string, string | undefined>}
 */
export function appEnvironment(services) {
  const { api, backoffice } = appPorts();

  return {
    SOOMCARE_ENV: 'development',
    API_PORT: String(api),
    BACKOFFICE_PORT: String(backoffice),
    PUBLIC_URL: `http://127.0.0.1:${api}`,
    MAIL_URL: `disk:${local('mail')}`,
    DATABASE_URL: services.mysql.url,
    REDIS_URL: services.redis.url,
    EXPOSURE_SOURCE: 'made-up',
    ...readDevelopmentSecrets(),
    ...process.env,
  };
}

/**
 * What the tests are told: servers only. They make databases of their own, and Redis indexes from 9 on are theirs.
 * @param {Services} services
 * @returns {Record<string, string | undefined>}
 */
export function testEnvironment(services) {
  return {
    ...process.env,
    SOOMCARE_ENV: 'test',
    TEST_MYSQL_URL: process.env['TEST_MYSQL_URL'] ?? services.mysql.serverUrl,
    TEST_REDIS_URL: process.env['TEST_REDIS_URL'] ?? `${services.redis.serverUrl.replace(/\/$/, '')}/9`,
  };
}
