import { existsSync, rmSync } from 'node:fs';
import { dropContainers, isEngineUp, startContainer, stopContainer } from './compose.js';
import { openExternalMysql, openExternalRedis } from './external.js';
import { withLock } from './lock.js';
import { Problem, say } from './messages.js';
import { local } from './paths.js';
import { isPortFree, pickPort } from './ports.js';
import { isAlive, startTickOf, stopProcess } from './processes.js';
import { readMysqlPasswords } from './secrets.js';
import { adoptServer, mysqlKind, redisKind, startServer } from './server.js';
import { readState, writeState } from './state.js';

/**
 * @typedef {object} Address
 * @property {string} url what the apps use
 * @property {string} serverUrl the server, without a database or an index
 *
 * @typedef {'mysql' | 'redis'} Service
 */

const stateFile = local('services.json');
const kinds = { mysql: mysqlKind, redis: redisKind };
const dataDirectory = (/** @type {Service} */ service) => local(service, 'data');
const lockFile = local('launcher.lock');

/**
 * Both services, found or started, and this launcher noted as their user until `releaseServices`.
 * @param {{ command: string, keepUp?: boolean, talkative?: boolean }} options
 * @returns {Promise<{ mysql: Address, redis: Address }>}
 */
export function openServices({ command, keepUp = false, talkative = true }) {
  return withLock(lockFile, async () => {
    const state = readLivingState();
    if (keepUp) state.keepUp = true;
    else state.launchers.push({ pid: process.pid, startTick: startTickOf(process.pid), command });
    writeState(stateFile, state);

    const mysql = await open('mysql', state, talkative);
    const redis = await open('redis', state, talkative);

    return { mysql, redis };
  });
}

/** The last launcher to leave stops what the launchers started, unless services:up asked for it to stay. */
export function releaseServices() {
  const release = async () => {
    const state = readLivingState();
    state.launchers = state.launchers.filter(({ pid }) => pid !== process.pid);
    if (state.launchers.length === 0 && !state.keepUp) await stopBoth(state);
    writeState(stateFile, state);
  };

  return withLock(lockFile, release, { cleansUp: true });
}

/** @param {{ dropData?: boolean }} [options] */
export function shutServices({ dropData = false } = {}) {
  return withLock(lockFile, async () => {
    const state = readLivingState();
    const [user] = state.launchers;
    if (user)
      throw new Problem(
        `The servers are in use by npm run ${user.command} (process ${user.pid}): stop that first.`,
      );

    state.keepUp = false;
    await stopBoth(state);
    if (dropData) await drop(state);
    writeState(stateFile, state);
  });
}

function readLivingState() {
  const state = readState(stateFile);
  state.launchers = state.launchers.filter(
    ({ pid, startTick }) => isAlive(pid) && startTickOf(pid) === startTick,
  );

  return state;
}

/**
 * @param {Service} service
 * @param {import('./state.js').State} state
 * @param {boolean} talkative
 * @returns {Promise<Address>}
 */
async function open(service, state, talkative) {
  const tell = (/** @type {string} */ why) => talkative && say(`${kinds[service].name}: ${why}`);

  const given = process.env[service === 'mysql' ? 'DATABASE_URL' : 'REDIS_URL'];
  if (given) {
    const external = await (service === 'mysql' ? openExternalMysql(given) : openExternalRedis(given));
    tell(external.why);
    return external;
  }

  const pid = await adopt(service, state);
  if (pid !== null) {
    tell(`already running on port ${state[service].port}${pid ? ` (process ${pid})` : ' (container)'}`);
    return addressOf(service, state);
  }

  tell(await start(service, state));

  return addressOf(service, state);
}

/**
 * @param {Service} service
 * @param {import('./state.js').State} state
 * @returns {Promise<number | null>} 0 for a container, which has no process of ours
 */
async function adopt(service, state) {
  const { port, pid, source } = state[service];
  if (source === 'compose') return port && (await kinds[service].answers(port)) ? 0 : null;

  const adopted = await adoptServer(kinds[service], { directory: dataDirectory(service), port, pid });
  if (adopted && port) note(service, state, { port, pid: adopted, ...(source ? { source } : {}) });

  return adopted;
}

/**
 * @param {Service} service
 * @param {import('./state.js').State} state
 * @returns {Promise<string>} what was picked and why
 */
async function start(service, state) {
  const kind = kinds[service];
  const directory = dataDirectory(service);
  const port = await pickPort(state[service].port ?? kind.preferredPort);

  // Data that a server of this checkout holds already is not left behind when an engine appears later.
  if (!existsSync(directory) && (await isEngineUp()) && (await startContainer(service, port))) {
    note(service, state, { port, source: 'compose' });
    return `docker compose on port ${port}, since a container engine answers`;
  }

  const program = await kind.findProgram();
  await kind.prepare(program, directory);
  const startOn = async (/** @type {number} */ port) => {
    // Before the start: should this launcher be killed now, the next one finds the server on this port.
    state[service] = { port, source: program.source };
    writeState(stateFile, state);
    const pid = await startServer(kind, { program, directory, port, log: local('log', `${service}.log`) });
    note(service, state, { port, pid, source: program.source });
    return `${program.why}, on port ${port}`;
  };
  try {
    return await startOn(port);
  } catch (error) {
    // Another checkout's server has taken it in the meantime.
    if (await isPortFree(port)) throw error;
    return startOn(await pickPort());
  }
}

/**
 * @param {Service} service
 * @param {import('./state.js').State} state
 * @param {import('./state.js').ServiceState} found
 */
function note(service, state, found) {
  const host = `127.0.0.1:${found.port}`;
  const url = service === 'mysql' ? `mysql://root:${readMysqlPasswords().root}@${host}` : `redis://${host}`;
  state[service] = { url, ...found };
  writeState(stateFile, state);
}

/**
 * @param {Service} service
 * @param {import('./state.js').State} state
 * @returns {Address}
 */
function addressOf(service, state) {
  const { url = '', port } = state[service];
  if (service === 'redis') return { url: `${url}/0`, serverUrl: url };

  return {
    url: `mysql://soomcare:${readMysqlPasswords().soomcare}@127.0.0.1:${port}/soomcare`,
    serverUrl: url,
  };
}

/** In reverse order of the start. @param {import('./state.js').State} state */
async function stopBoth(state) {
  for (const service of /** @type {const} */ (['redis', 'mysql'])) {
    const { port, source, pid } = state[service];
    if (source === 'compose') {
      await stopContainer(service);
    } else {
      await stopProcess(
        (await adoptServer(kinds[service], { directory: dataDirectory(service), port, pid })) ?? undefined,
      );
    }
    state[service] = { ...(port ? { port } : {}), ...(source ? { source } : {}) };
  }
}

/** @param {import('./state.js').State} state */
async function drop(state) {
  if ([state.mysql.source, state.redis.source].includes('compose')) await dropContainers();
  for (const folder of [dataDirectory('mysql'), dataDirectory('redis'), local('mail')]) {
    rmSync(folder, { recursive: true, force: true });
  }
}
