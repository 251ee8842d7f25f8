import { Problem } from './messages.js';
import { pingMysql, pingRedis } from './ping.js';

/** @param {string} name @param {string} value */
function parseAddress(name, value) {
  try {
    return new URL(value);
  } catch {
    throw new Problem(
      `${name} is not an address: expected something like mysql://user:password@host:3306/soomcare.`,
    );
  }
}

/**
 * MySQL at the address the environment gives.
 * @param {string} value
 * @returns {Promise<{ url: string, serverUrl: string, why: string }>} the app's database, and the server without one
 */
export async function openExternalMysql(value) {
  const url = parseAddress('DATABASE_URL', value);
  const version = await pingMysql({ host: url.hostname, port: Number(url.port || 3306) });
  if (!version) throw new Problem(`No MySQL answers at ${url.host}, the address in DATABASE_URL.`);
  if (/mariadb/i.test(version)) {
    throw new Problem(
      `${url.host} is MariaDB (${version}), which has no ngram parser: DATABASE_URL must name MySQL ≥ 8.0.`,
    );
  }
  const server = new URL(url);
  server.pathname = '';

  return { url: value, serverUrl: server.href, why: `DATABASE_URL, ${version} at ${url.host}` };
}

/** @param {string} value */
export async function openExternalRedis(value) {
  const url = parseAddress('REDIS_URL', value);
  if (!(await pingRedis(url)))
    throw new Problem(`No Redis answers at ${url.host}, the address in REDIS_URL.`);
  const server = new URL(url);
  server.pathname = '';

  return { url: value, serverUrl: server.href, why: `REDIS_URL, ${url.host}` };
}
