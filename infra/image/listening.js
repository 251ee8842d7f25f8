import { waitUntil } from '../services/processes.js';

/**
 * Listens to what an engine started.
 * @param {import('./engine.js').Started} started
 */
export function listenTo({ child, terminate }) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const said = () => withoutBuildah(output);
  /** @type {Promise<{ code: number | null, output: string }>} */
  const ended = new Promise((resolve) => child.once('close', (code) => resolve({ code, output: said() })));

  return { child, terminate, ended, said };
}

/** buildah adds lines of its own when a program fails. @param {string} output */
const withoutBuildah = (output) =>
  output
    .split('\n')
    .filter((line) => !/^(subprocess exited|Error: )/.test(line))
    .join('\n')
    .trimEnd();

/**
 * A program that stays, once its address answers 200.
 * @param {ReturnType<typeof listenTo>} running
 * @param {string} url
 */
export async function untilAnswers(running, url) {
  const hasEnded = () => running.child.exitCode !== null;
  const answers = async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    return response?.status === 200;
  };
  const settled = await waitUntil(async () => hasEnded() || (await answers()), 30_000, 100);
  if (!settled || hasEnded()) throw new Error(`${url} does not answer; the program said: ${running.said()}`);

  return running;
}
