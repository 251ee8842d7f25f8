import { mkdirSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { say } from '../infra/services/messages.js';
import { inCheckout } from '../infra/services/paths.js';
import { run } from '../infra/services/processes.js';
import { describeMachine } from './machine.js';

/** Where and when figures were taken. @param {number} [strangers] per cent of a core that whatever else ran had meanwhile */
export const circumstances = (strangers) => ({
  takenAt: new Date().toISOString(),
  machine: describeMachine(),
  ...(strangers === undefined ? {} : { strangers }),
});

/** @param {ReturnType<typeof circumstances>} figures */
export function circumstancesInWords({ takenAt, machine, strangers }) {
  const others = strangers === undefined ? '' : `; strangers took ${strangers} % of a core`;

  return `Taken ${takenAt.slice(0, 16).replace('T', ' ')} UTC on ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}; Node ${machine.node}${others}.`;
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export const tableInMarkdown = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/**
 * Keeps what was measured in `results/`, for programs and for readers.
 * @param {string} kind what the files' names begin with
 * @param {{ title: string, figures: ReturnType<typeof circumstances>, markdown: string }} parts
 */
export async function saveFigures(kind, { title, figures, markdown }) {
  const { code, output } = await run('git', ['rev-parse', '--short', 'HEAD'], { cwd: inCheckout() });
  const commit = code === 0 ? output.trim() : 'no-commit';
  const name = `${kind}-${figures.takenAt.slice(0, 10)}-${commit}`;
  const folder = inCheckout('benchmarks', 'results');
  mkdirSync(folder, { recursive: true });
  const json = await format(JSON.stringify({ commit, ...figures }), { parser: 'json', printWidth: 110 });
  writeFileSync(`${folder}/${name}.json`, json);
  writeFileSync(`${folder}/${name}.md`, `# ${title}\n\n${markdown}\n`);
  say(`Saved in benchmarks/results/${name}.json and .md`);
}
