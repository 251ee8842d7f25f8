import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { say } from '../infra/services/messages.js';
import { inCheckout } from '../infra/services/paths.js';
import { run } from '../infra/services/processes.js';
import { ratioOf, summarise } from './driver.js';
import { tails } from './goals.js';
import { logInGoals } from './log-ins.js';
import { describeMachine } from './machine.js';
import { figuresInMarkdown } from './report-markdown.js';

/** Part of the requests; a server that refuses is fast at nothing. */
const MOST_FAILURES = 0.001;

const verdictOf = (/** @type {boolean} */ passes) => (passes ? 'met' : 'missed');

/** @param {any} parts what a run has measured */
export function collectFigures({ samples, comparisons, logIns, nodeFloor, profiles, options, wrk, pinning }) {
  const cases = Object.fromEntries(Object.entries(samples).map(([name, each]) => [name, summarise(each)]));
  const { seconds, rounds, connections } = options;

  return {
    takenAt: new Date().toISOString(),
    machine: { ...describeMachine(), load: wrk.version, pinned: pinning.pinned },
    run: { seconds, rounds, connections },
    goals: comparisons.flatMap((each) => goalOf(each, samples)),
    tails: tails.of.flatMap((name) => tailOf(name, cases)),
    logIns: logIns && {
      ...logIns,
      verdict: verdictOf(logIns.perSecond >= logInGoals.perSecond && logIns.readP99 <= logInGoals.readP99Ms),
    },
    nodeFloor,
    cases,
    profiles,
  };
}

/** @param {import('./goals.js').Comparison} comparison @param {Record<string, import('./driver.js').Sample[]>} samples */
function goalOf({ goal, title, ours, theirs, least, stretch, aside = false }, samples) {
  const reference = samples[theirs];
  if (!reference) return [];

  const shared = {
    goal,
    title,
    least,
    stretch: stretch ?? null,
    aside,
    theirs: summarise(reference).perSecond,
  };
  if (ours === null) return [{ ...shared, ours: null, ratio: null, verdict: 'not offered yet' }];

  const product = samples[ours];
  if (!product) return [];
  const ratio = ratioOf(product, reference);
  const failed = Math.max(summarise(product).failed, summarise(reference).failed);
  const verdict =
    failed > MOST_FAILURES ? `${(failed * 100).toFixed(0)} % failed` : verdictOf(ratio.median >= least);

  return [{ ...shared, ours: summarise(product).perSecond, ratio, verdict }];
}

/** @param {string} name @param {Record<string, ReturnType<typeof summarise>>} cases */
function tailOf(name, cases) {
  const [ours, theirs] = [cases[name], cases[`${name} R`]];
  return ours
    ? [
        {
          name,
          tail: ours.tail,
          reference: theirs?.tail ?? null,
          verdict: verdictOf(ours.tail <= tails.most),
        },
      ]
    : [];
}

/** @param {ReturnType<typeof collectFigures>} figures */
export const printReport = (figures) => say(`\n${figuresInMarkdown(figures)}`);

/** The raw figures in a file of their own, and the tables in the page. @param {ReturnType<typeof collectFigures>} figures */
export async function saveReport(figures) {
  const { code, output } = await run('git', ['rev-parse', '--short', 'HEAD'], { cwd: inCheckout() });
  const commit = code === 0 ? output.trim() : 'no-commit';
  const name = `${figures.takenAt.slice(0, 10)}-${commit}.json`;
  mkdirSync(inCheckout('benchmarks', 'results'), { recursive: true });
  const json = await format(JSON.stringify({ commit, ...figures }), { parser: 'json', printWidth: 110 });
  writeFileSync(inCheckout('benchmarks', 'results', name), json);

  const page = inCheckout('benchmarks', 'README.md');
  if (existsSync(page)) {
    const text = readFileSync(page, 'utf8');
    const between = /(<!-- figures -->\n)[^]*(<!-- \/figures -->)/;
    writeFileSync(
      page,
      text.replace(between, (_all, open, close) => `${open}\n${figuresInMarkdown(figures)}\n${close}`),
    );
  }
  say(`Saved in benchmarks/results/${name} and benchmarks/README.md`);
}
