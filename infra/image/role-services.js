import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createConnection } from 'mysql2/promise';
import { startPrivateMysql, startPrivateRedis } from '../services/private-servers.js';

const key = () => randomBytes(32).toString('base64url');

/**
 * Servers of a test's own, and what a role in production is told of them.
 * @param {string} folder
 */
export async function startRoleServices(folder) {
  const [mysql, redis] = await Promise.all([
    startPrivateMysql({ directory: path.join(folder, 'mysql') }),
    startPrivateRedis({ directory: path.join(folder, 'redis') }),
  ]);
  const connection = await createConnection(mysql.url);
  await connection.query('CREATE DATABASE IF NOT EXISTS soomcare');
  await connection.end();

  return {
    environment: {
      DATABASE_URL: `${mysql.url}/soomcare`,
      REDIS_URL: redis.url,
      ACCESS_TOKEN_KEYS: `k1:${key()}`,
      FIELD_ENCRYPTION_KEYS: `1:${key()}`,
      INDEX_KEY: key(),
      PASSWORD_PEPPER: key(),
      MAIL_URL: 'smtp://127.0.0.1:9',
      PUBLIC_URL: 'https://api.soomcare.example',
    },
    stop: () => Promise.all([mysql.stop(), redis.stop()]),
  };
}
