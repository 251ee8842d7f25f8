import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where test files leave what they saw; read once by the reporter after the run. */
export const CAPTURE_FOLDER = resolve(import.meta.dirname, '../../../../reports/contract');

/** One answer of one operation, seen by a test. */
export interface Capture {
  readonly operationId: string;
  readonly status: number;
  readonly requestBody?: unknown;
  readonly responseBody?: unknown;
}

/** Remembers the first answer of each operation and status; secrets never get in. */
export const createCaptures = () => {
  const seen = new Map<string, Capture>();

  return {
    add(capture: Capture) {
      const key = `${capture.operationId} ${capture.status}`;
      if (!seen.has(key)) seen.set(key, capture);
    },
    /** Writes what was seen to a file of its own; `name` is unique to the test file. */
    save(name: string) {
      mkdirSync(CAPTURE_FOLDER, { recursive: true });
      writeFileSync(join(CAPTURE_FOLDER, `${name}.captures.json`), JSON.stringify([...seen.values()]));
    },
  };
};
