import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { vi } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../../..');
const START_WITHIN_MS = 30_000;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** An app as the launcher starts it: its own process, its own log. */
export interface AppProcess {
  /** 0 for the worker, which has none. */
  readonly port: number;
  /** Resolves when the process has gone, however it went. */
  readonly exited: Promise<Exit>;
  log(): string;
  /** How it ended without being told to, or null. */
  collapse(): string | null;
  /** SIGKILL; resolves when it has gone. */
  kill(): Promise<Exit>;
  /** SIGTERM; what follows is up to the app. */
  terminate(): void;
}

const readyLine = {
  api: /"port":(\d+),"msg":"api listens"/,
  backoffice: /"port":(\d+),"msg":"back-office listens"/,
  worker: /"msg":"worker runs"/,
};
export type AppName = keyof typeof readyLine;

/** Starts `apps/<name>/src/main.ts` and resolves when it says that it runs; it dies with this process. */
export const startApp = async (
  name: AppName,
  { env, logFile }: { env: Readonly<Record<string, string>>; logFile: string },
): Promise<AppProcess> => {
  const log = () => readFileSync(logFile, 'utf8');
  const output = openSync(logFile, 'a', 0o600);
  const child = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', process.execPath, resolve(ROOT, 'apps', name, 'src/main.ts')],
    { cwd: ROOT, env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', output, output] },
  );
  closeSync(output);
  let gone = false;
  let told = false;
  let collapse: string | null = null;
  const exited = new Promise<Exit>((done) => {
    child.once('exit', (code, signal) => {
      gone = true;
      if (!told) collapse = `the ${name} ended with ${code ?? signal}: ${log().slice(-2_000)}`;
      done({ code, signal });
    });
  });

  const ready = await vi.waitUntil(() => gone || readyLine[name].exec(log()), {
    timeout: START_WITHIN_MS,
    interval: 20,
  });
  if (ready === true) throw new Error(collapse ?? `the ${name} ended at once`);

  return {
    port: Number(ready[1] ?? 0),
    exited,
    log,
    collapse: () => collapse,
    kill() {
      told = true;
      child.kill('SIGKILL');

      return exited;
    },
    terminate() {
      told = true;
      child.kill('SIGTERM');
    },
  };
};
