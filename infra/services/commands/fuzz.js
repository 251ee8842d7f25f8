import { existsSync } from 'node:fs';
import { installSchemathesis, runSchemathesis } from '../fuzz/schemathesis.js';
import { startScratchApi } from '../fuzz/scratch-api.js';
import { Problem, say } from '../messages.js';
import { inCheckout } from '../paths.js';
import { readJson } from '../state.js';
import { withServices } from './setup.js';

/** The bar that the product sets for one run. */
const leastCases = 5_000;
const defaultExamples = 100;

/** Each withdrawal that succeeds uses up a demo member, and there are forty. */
const sessionEndingExamples = 15;
const demoMembers = [
  'demo',
  ...Array.from({ length: 39 }, (_, i) => `demo${String(i + 2).padStart(2, '0')}`),
];

/** They end the caller's session or change how it logs in: run among the others they would leave those with 401 only. */
const sessionEndingOperations = [
  'logOut',
  'logOutEverywhere',
  'endSession',
  'withdraw',
  'changePassword',
  'refreshTokens',
];

/** @param {any} document an OpenAPI document */
export function operationsOf({ paths = {}, servers = [] }) {
  const base = new URL(servers[0]?.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '');

  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods)
      .filter(({ operationId }) => operationId !== undefined)
      .map(({ operationId }) => ({ operationId, path: `${base}${path}` })),
  );
}

/** @param {string[]} args passed on to schemathesis, such as --max-examples=200 --seed=42 */
export async function fuzz(args) {
  const document = inCheckout('apps/api/openapi.json');
  if (!existsSync(document))
    throw new Problem('apps/api/openapi.json is missing: npm run openapi writes it.');

  const operations = operationsOf(readJson(document) ?? {});
  const logIn = operations.find(({ operationId }) => operationId === 'logIn');
  if (!logIn) throw new Problem('apps/api/openapi.json has no operation logIn, so the fuzzer cannot log in.');

  await installSchemathesis();

  return withServices({ command: 'fuzz', talkative: false }, async (services) => {
    const api = await startScratchApi(services);
    const env = {
      ...api.env,
      FUZZ_LOG_IN_URL: `${api.origin}${logIn.path}`,
      FUZZ_EMAILS: demoMembers.map((name) => `${name}@soomcare.example`).join(),
      FUZZ_PASSWORD: api.env['DEMO_PASSWORD'],
    };
    const ending = sessionEndingOperations.filter((id) =>
      operations.some(({ operationId }) => operationId === id),
    );
    const given = args.some((arg) => arg.startsWith('--max-examples') || arg === '-n');
    const shared = { document, origin: api.origin, env };

    const passes = [
      {
        name: 'main',
        filters: ending.map((id) => `--exclude-operation-id=${id}`),
        args: given ? args : [`--max-examples=${defaultExamples}`, ...args],
      },
      {
        name: 'session-ending',
        filters: ending.map((id) => `--include-operation-id=${id}`),
        args: [`--max-examples=${sessionEndingExamples}`],
      },
    ].filter(({ name }) => name === 'main' || ending.length > 0);

    const results = [];
    try {
      for (const pass of passes) results.push(await runSchemathesis({ ...shared, ...pass }));
    } finally {
      await api.stop();
    }

    const cases = results.reduce((sum, result) => sum + result.cases, 0);
    say(`fuzz: ${cases} cases; reports and the API’s log are in .local/fuzz/`);
    if (results.some(({ code }) => code !== 0))
      throw new Problem('The fuzzer found failures; they stand above.');
    if (cases < leastCases) {
      throw new Problem(
        `Only ${cases} cases ran, fewer than ${leastCases}: raise them with -- --max-examples=N.`,
      );
    }

    return 0;
  });
}
