import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inCheckout } from '../services/paths.js';

/** @typedef {{ name: string, seconds: number, code: number }} Stage how long a stage took and how its command ended */

/** Jenkins clears `reports/` at the beginning of each build. */
export const stagesFile = () => inCheckout('reports', 'stages.jsonl');

/** @param {Stage} stage */
export function recordStage(stage, file = stagesFile()) {
  mkdirSync(path.dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(stage)}\n`);
}

/** What was recorded so far; a build that broke before its first stage has none. @returns {Stage[]} */
export function readStages(file = stagesFile()) {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }

  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
