import { appendFileSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

const FILE = resolve(import.meta.dirname, '../../../../.local/fault-figures.jsonl');

/** Keeps what a fault test measured; the tests themselves only hold the bounds. */
export const keepFigures = (name: string, figures: Readonly<Record<string, number>>) => {
  mkdirSync(resolve(FILE, '..'), { recursive: true });
  const rounded = Object.entries(figures).map(([key, value]) => [key, Math.round(value * 10) / 10]);
  appendFileSync(
    FILE,
    `${JSON.stringify({ at: new Date().toISOString(), name, ...Object.fromEntries(rounded) })}\n`,
  );
};
