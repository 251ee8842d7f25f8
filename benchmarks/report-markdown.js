import { logInGoals } from './log-ins.js';

const rounded = (/** @type {number} */ value, digits = 2) => value.toFixed(digits);

/** @param {string[]} head @param {string[][]} rows */
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** @param {ReturnType<typeof import('./report.js').collectFigures>} figures */
export function figuresInMarkdown({
  takenAt,
  machine,
  run,
  goals,
  tails,
  logIns,
  nodeFloor,
  cases,
  profiles,
}) {
  const { processor, cores, memoryGiB, system, node, load, pinned } = machine;
  const where = `${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}; Node ${node}; ${load}`;
  const how = `${run.rounds} rounds of ${run.seconds} s a case, interleaved, ${run.connections} connections, ${pinned ? 'server on one core, wrk and stores on the other' : 'not pinned'}`;

  return [
    `Taken ${takenAt.slice(0, 16).replace('T', ' ')} UTC on ${where}. ${how}.`,
    summaryText({ goals, tails, logIns, nodeFloor }),
    '### Goals\n',
    table(
      ['goal', 'what', 'product /s', 'R /s', 'ratio (rounds)', 'at least', 'verdict'],
      goals.map(goalCells),
    ),
    '### Tails (P13: p99/p50 ≤ 4)\n',
    table(
      ['case', 'product', 'R', 'verdict'],
      tails.map(({ name, tail, reference, verdict }) => [
        name,
        rounded(tail, 1),
        reference === null ? '–' : rounded(reference, 1),
        verdict,
      ]),
    ),
    ...(logIns ? [`### Log-ins on one core (argon2id, 19 456 KiB, 2 passes)\n\n${logInText(logIns)}`] : []),
    ...(nodeFloor ? [`### Node (P16)\n\n${nodeText(nodeFloor, node)}`] : []),
    '### Every case\n',
    table(
      ['case', '/s', 'p50 ms', 'p99 ms', 'bytes', 'ms of server + MySQL', 'processors, % of a core'],
      Object.entries(cases).map(([name, each]) => caseCells(name, each)),
    ),
    ...profiles.map(profileText),
  ]
    .join('\n\n')
    .replaceAll('\n\n\n', '\n\n');
}

/** All goals in one sentence. */
function summaryText({ goals, tails, logIns, nodeFloor }) {
  const judged = [
    ...goals.filter(({ aside }) => !aside).map((each) => ({ ...each, name: `${each.goal} ${each.title}` })),
    ...tails.map(({ name, verdict }) => ({ name: `P13 ${name}`, verdict })),
    ...(logIns ? [{ name: 'log-ins', verdict: logIns.verdict }] : []),
    ...(nodeFloor ? [{ name: 'P16', verdict: nodeVerdict(nodeFloor) }] : []),
  ];
  const missed = judged.filter(({ verdict }) => verdict !== 'met').map(({ name }) => name);
  const listed = missed.length === 0 ? '' : ` Missed: ${missed.join('; ')}.`;

  return `**${judged.length - missed.length} of ${judged.length} goals met.**${listed}`;
}

const LEAST_NODE_RATIO = 2.5;
const nodeVerdict = ({ ratio }) => (ratio >= LEAST_NODE_RATIO ? 'met' : 'missed');

const goalCells = ({ goal, title, ours, theirs, ratio, least, verdict, aside }) => [
  aside ? `(${goal})` : goal,
  title,
  ours === null ? '–' : String(ours),
  String(theirs),
  ratio === null ? '–' : `**${rounded(ratio.median)}** (${rounded(ratio.low)}–${rounded(ratio.high)})`,
  rounded(least),
  aside ? 'told aside' : verdict,
];

/** Only the measured server works in its case beside the stores. */
const SERVERS = ['product', 'session', 'reference'];
const costText = (costs) => {
  const server = SERVERS.reduce((sum, name) => sum + (costs[name] ?? 0), 0);
  return [server, costs['mysql'] ?? 0].map((ms) => rounded(ms, 2)).join(' + ');
};

const caseCells = (name, { perSecond, p50, p99, bytes, failed, processors, costs }) => [
  failed > 0 ? `${name} (${rounded(failed * 100)} % failed)` : name,
  String(perSecond),
  rounded(p50, 1),
  rounded(p99, 1),
  String(bytes),
  costText(costs),
  Object.entries(processors)
    .filter(([, share]) => share > 0)
    .map(([process, share]) => `${process} ${Math.round(share)}`)
    .join(', '),
];

const logInText = ({
  alonePerSecond,
  perSecond,
  readsPerSecond,
  readP99,
  quietReadsPerSecond,
  quietReadP99,
  verdict,
}) =>
  `${rounded(alonePerSecond, 1)}/s alone; ${rounded(perSecond, 1)}/s while list reads run at ${readsPerSecond}/s with p99 ${rounded(readP99, 0)} ms ` +
  `(without log-ins ${quietReadsPerSecond}/s, p99 ${rounded(quietReadP99, 0)} ms). ` +
  `Goal: ${logInGoals.perSecond}/s while reads keep p99 ≤ ${logInGoals.readP99Ms} ms: **${verdict}**.`;

const nodeText = ({ oldVersion, shippedPerSecond, oldPerSecond, ratio }, node) =>
  `Express hello: Node ${node} ${shippedPerSecond}/s, Node ${oldVersion} ${oldPerSecond}/s = **${rounded(ratio, 1)}** (at least ${LEAST_NODE_RATIO}: ${nodeVerdict({ ratio })}). The driver refuses anything below Node 24.`;

const profileText = ({ name, owners, functions }) => {
  const listed = (/** @type {Record<string, number>} */ shares) =>
    Object.entries(shares)
      .map(([place, share]) => `${place} ${rounded(share, 1)}`)
      .join(' · ');

  return `### Where the time of \`${name}\` goes (% of busy time)\n\nBy package or source file, with what Node does for it: ${listed(owners)}.\n\nBy single function: ${listed(functions)}.`;
};
