import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { OpenApiDocument } from '@soomcare/http';
import type { Reporter, Vitest } from 'vitest/node';

import { type Capture, CAPTURE_FOLDER } from './contract-capture.ts';
import { addExamples, findUntested } from './contract-document.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;

const readCaptures = (): Capture[] =>
  readdirSync(CAPTURE_FOLDER)
    .filter((name) => name.endsWith('.captures.json'))
    .flatMap((name) => readJson(join(CAPTURE_FOLDER, name)) as Capture[])
    // Files end in any order; the document must not depend on it.
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

/**
 * Writes an app's `openapi.json` after a whole run in which every test passed.
 * The run fails when the document promises what no test received, and in CI when the committed one is stale.
 */
export class ContractReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest) {
    this.#vitest = vitest;
    rmSync(CAPTURE_FOLDER, { recursive: true, force: true });
  }

  async onTestRunEnd(modules: readonly unknown[], _errors: unknown, reason: string) {
    const everyFile = (await this.#vitest?.globTestSpecifications()) ?? [];
    const partial = modules.length < everyFile.length || this.#vitest?.config.testNamePattern !== undefined;
    if (reason !== 'passed' || partial || !existsSync(CAPTURE_FOLDER)) return;

    const captures = readCaptures();
    for (const name of readdirSync(CAPTURE_FOLDER).filter((each) => each.endsWith('.openapi.json'))) {
      this.#finish(name.replace('.openapi.json', ''), captures);
    }
  }

  #finish(app: string, captures: readonly Capture[]) {
    const document = readJson(join(CAPTURE_FOLDER, `${app}.openapi.json`)) as OpenApiDocument;
    const untested = findUntested(document, captures);
    if (untested.length > 0) {
      this.#fail(`${app}: promised by the API document, received by no test:\n  ${untested.join('\n  ')}`);
      return;
    }

    const file = resolve(ROOT, 'apps', app, 'openapi.json');
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const old = before === '' ? null : (JSON.parse(before) as OpenApiDocument);
    const after = `${JSON.stringify(addExamples(document, captures, old), null, 2)}\n`;
    if (after === before) return;

    writeFileSync(file, after);
    if (process.env['CI'])
      this.#fail(`apps/${app}/openapi.json was not up to date; commit what this run wrote`);
    else this.#vitest?.logger.log(`\napps/${app}/openapi.json was written anew: commit it`);
  }

  #fail(message: string) {
    this.#vitest?.logger.error(`\n${message}`);
    process.exitCode = 1;
  }
}
