import { createHash } from 'node:crypto';
import { lastLines, say, withProgress } from './messages.js';
import { checkout, inCheckout } from './paths.js';
import { run } from './processes.js';
import { readMysqlPasswords } from './secrets.js';

/** Two checkouts on one machine must not share containers. */
const project = `soomcare-${createHash('sha256').update(checkout).digest('hex').slice(0, 8)}`;

/** The client alone is no engine: only an answer from the engine counts. */
export const isEngineUp = async () => (await run('docker', ['info'], { timeout: 5_000 })).code === 0;

/**
 * @param {string[]} args
 * @param {{ mysqlPort?: number, redisPort?: number }} ports
 */
function compose(args, { mysqlPort, redisPort }) {
  const passwords = readMysqlPasswords();
  return run(
    'docker',
    ['compose', '--project-name', project, '--file', inCheckout('infra/services/compose.yaml'), ...args],
    {
      env: {
        ...process.env,
        MYSQL_ROOT_PASSWORD: passwords.root,
        MYSQL_PASSWORD: passwords.soomcare,
        ...(mysqlPort ? { MYSQL_PORT: String(mysqlPort) } : {}),
        ...(redisPort ? { REDIS_PORT: String(redisPort) } : {}),
      },
    },
  );
}

/**
 * @param {'mysql' | 'redis'} service
 * @param {number} port
 * @returns {Promise<boolean>} false where the engine could not bring it up, for example without an image registry
 */
export async function startContainer(service, port) {
  const ports = service === 'mysql' ? { mysqlPort: port } : { redisPort: port };
  const { code, output } = await withProgress(`${service}: docker compose up`, () =>
    compose(['up', '--detach', '--wait', service], ports),
  );
  if (code !== 0)
    say(`docker compose could not start ${service} (${lastLines(output, 1)}); trying without it.`);

  return code === 0;
}

export const stopContainer = (/** @type {'mysql' | 'redis'} */ service) => compose(['stop', service], {});

export const dropContainers = () => compose(['down', '--volumes'], {});
