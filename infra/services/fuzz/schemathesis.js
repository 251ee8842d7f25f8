import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runOnTerminal } from '../interruption.js';
import { toolProblem, withProgress } from '../messages.js';
import { inCheckout, local } from '../paths.js';
import { run } from '../processes.js';
import { readJson } from '../state.js';

const version = '4.32.5';
const environmentFolder = () => local('fuzz', 'venv');
const python = () => path.join(environmentFolder(), 'bin/python');
const program = () => path.join(environmentFolder(), 'bin/schemathesis');

/** schemathesis comes from PyPI into `.local/`, at the version these hooks were written for. */
export async function installSchemathesis() {
  if (existsSync(program()) && (await run(python(), [program(), '--version'])).output.includes(version))
    return;

  rmSync(environmentFolder(), { recursive: true, force: true });
  const made = await run('python3', ['-m', 'venv', environmentFolder()]);
  if (made.code !== 0) {
    throw toolProblem(
      'The fuzzer needs Python ≥ 3.10 with its venv module: install python3 and python3-venv.',
      made.output,
    );
  }
  const installed = await withProgress(`Installing schemathesis ${version}`, () =>
    run(python(), ['-m', 'pip', 'install', '--quiet', `schemathesis==${version}`]),
  );
  if (installed.code !== 0) {
    rmSync(environmentFolder(), { recursive: true, force: true });
    throw toolProblem(`schemathesis ${version} could not be installed.`, installed.output);
  }
}

const checks = [
  'not_a_server_error',
  'response_schema_conformance',
  'status_code_conformance',
  'content_type_conformance',
  'client_errors_are_problems',
];

/**
 * One run over the document; its report and log stay in `.local/fuzz/`.
 * @param {object} pass
 * @param {string} pass.name
 * @param {string} pass.document
 * @param {string} pass.origin
 * @param {string} pass.hooks
 * @param {string[]} pass.filters
 * @param {string[]} pass.args
 * @param {NodeJS.ProcessEnv} pass.env
 * @returns {Promise<{ code: number, cases: number }>}
 */
export async function runSchemathesis({ name, document, origin, hooks, filters, args, env }) {
  const reports = local('fuzz', name);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const summary = path.join(reports, 'summary.json');

  const code = await runOnTerminal(
    python(),
    [
      program(),
      'run',
      document,
      `--origin=${origin}`,
      '--phases=examples,coverage,fuzzing,stateful',
      `--checks=${checks.join(',')}`,
      '--continue-on-failure',
      '--generation-database=:memory:',
      '--request-timeout=30',
      '--report=json,ndjson',
      `--report-json-path=${summary}`,
      `--report-ndjson-path=${path.join(reports, 'events.ndjson')}`,
      ...filters,
      ...args,
    ],
    {
      cwd: local('fuzz'),
      env: { ...env, SCHEMATHESIS_HOOKS: hooks, PYTHONPATH: inCheckout('infra/services/fuzz') },
    },
  );

  return { code, cases: readJson(summary)?.test_cases?.generated ?? 0 };
}
