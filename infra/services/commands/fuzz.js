import { existsSync } from 'node:fs';
import { installSchemathesis, runSchemathesis } from '../fuzz/schemathesis.js';
import { prepareScratch, startScratchApp } from '../fuzz/scratch-apps.js';
import { targets } from '../fuzz/targets.js';
import { Problem, say } from '../messages.js';
import { inCheckout } from '../paths.js';
import { readJson } from '../state.js';
import { withServices } from './setup.js';

/** The bar that the product sets for one run over both apps. */
const leastCases = 5_000;
const defaultExamples = 100;

/** Each of them may cost a session or a member. */
const sessionEndingExamples = 15;

/** @param {any} document an OpenAPI document */
const operationIdsOf = ({ paths = {} }) =>
  Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .map(({ operationId }) => operationId);

/** @param {string[]} args names of apps, else both; the rest goes to schemathesis, such as --max-examples=200 --seed=42 */
export async function fuzz(args) {
  const wanted = targets.filter(({ app }) => args.includes(app));
  const chosen = wanted.length > 0 ? wanted : targets;
  const passedOn = args.filter((arg) => !targets.some(({ app }) => app === arg));
  await installSchemathesis();

  return withServices({ command: 'fuzz', talkative: false }, async (services) => {
    const env = await prepareScratch(services);
    const results = [];
    for (const target of chosen) results.push(await fuzzApp(target, env, passedOn));

    const cases = results.reduce((sum, result) => sum + result.cases, 0);
    for (const { app, ...result } of results) {
      say(`  ${app.padEnd(10)} ${result.cases} cases${result.isGood ? '' : ', with failures'}`);
    }
    say(`fuzz: ${cases} cases; reports and the apps’ logs are in .local/fuzz/`);
    if (results.some(({ isGood }) => !isGood))
      throw new Problem('The fuzzer found failures; they stand above.');
    if (chosen.length === targets.length && cases < leastCases) {
      throw new Problem(
        `Only ${cases} cases ran, fewer than ${leastCases}: raise them with -- --max-examples=N.`,
      );
    }

    return 0;
  });
}

/**
 * @param {import('../fuzz/targets.js').Target} target
 * @param {import('../fuzz/scratch-apps.js').Env} env
 * @param {string[]} args
 */
async function fuzzApp({ app, hooks, sessionEnding, logIn }, env, args) {
  const document = inCheckout('apps', app, 'openapi.json');
  if (!existsSync(document))
    throw new Problem(`apps/${app}/openapi.json is missing: npm run openapi writes it.`);

  const operationIds = operationIdsOf(readJson(document) ?? {});
  const unknown = sessionEnding.filter((id) => !operationIds.includes(id));
  if (unknown.length > 0)
    throw new Problem(`apps/${app}/openapi.json has no ${unknown.join()}: fuzz/targets.js is out of date.`);

  const hasOwnExamples = args.some((arg) => arg.startsWith('--max-examples') || arg === '-n');
  const passes = [
    {
      name: `${app}-main`,
      filters: sessionEnding.map((id) => `--exclude-operation-id=${id}`),
      args: hasOwnExamples ? args : [`--max-examples=${defaultExamples}`, ...args],
    },
    {
      name: `${app}-session-ending`,
      filters: sessionEnding.map((id) => `--include-operation-id=${id}`),
      args: [`--max-examples=${sessionEndingExamples}`],
    },
  ];

  const { origin, stop } = await startScratchApp(app, env);
  let cases = 0;
  let isGood = true;
  try {
    for (const pass of passes) {
      const told = { ...env, FUZZ_ORIGIN: origin, ...(await logIn({ origin, env })) };
      const result = await runSchemathesis({ ...pass, document, origin, hooks, env: told });
      cases += result.cases;
      isGood &&= result.code === 0;
    }
  } finally {
    await stop();
  }

  return { app, cases, isGood };
}
