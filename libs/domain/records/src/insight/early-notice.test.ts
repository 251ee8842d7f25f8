import { expect, test } from 'vitest';

import { earlyNoticesOf, type NoticeFacts, type RecentDay } from './early-notice.ts';
import type { RelieverTrend } from './reliever-use.ts';

const calmReliever: RelieverTrend = {
  lastWeek: { days: 0, overuse: false },
  burst: { present: false, puffsPerDay: 0, puffsPerDayBefore: 0 },
};

const days = (different: (ago: number) => Partial<RecentDay> = () => ({})): RecentDay[] =>
  Array.from({ length: 28 }, (_, ago) => ({
    hasEntry: true,
    nightWaking: false,
    zone: 'green' as const,
    ...different(ago),
  }));

const rulesOf = (facts: Partial<NoticeFacts>) =>
  earlyNoticesOf({ days: days(), reliever: calmReliever, variability: null, ...facts }).map(
    ({ rule }) => rule,
  );

test('four calm weeks give no notice', () => {
  expect(rulesOf({})).toEqual([]);
});

test.each([
  [
    'two nights awake in a week',
    { days: days((ago) => ({ nightWaking: ago === 0 || ago === 6 })) },
    ['night-waking'],
  ],
  ['one night awake', { days: days((ago) => ({ nightWaking: ago === 0 })) }, []],
  ['a second night a week earlier', { days: days((ago) => ({ nightWaking: ago === 0 || ago === 7 })) }, []],
  [
    'two low days of the last three',
    { days: days((ago) => ({ zone: ago === 0 || ago === 2 ? 'yellow' : 'green' })) },
    ['peak-flow-below-green'],
  ],
  ['one low day', { days: days((ago) => ({ zone: ago === 0 ? 'red' : 'green' })) }, []],
  ['days without a reading', { days: days(() => ({ zone: null })) }, []],
  ['a silent week after a busy diary', { days: days((ago) => ({ hasEntry: ago >= 7 })) }, ['diary-silent']],
  ['a diary that was never kept', { days: days(() => ({ hasEntry: false })) }, []],
] as const)('%s: %j', (_claim, facts, rules) => {
  expect(rulesOf(facts)).toEqual(rules);
});

test('variation above the threshold is a notice, below it or unknown is none', () => {
  const varying = (percent: number | null, excessive: boolean | null) => ({
    variability: { percent, excessive, thresholdPercent: 10 },
  });

  expect(rulesOf(varying(10.2, true))).toEqual(['variability-excessive']);
  expect(rulesOf(varying(10, false))).toEqual([]);
  expect(rulesOf(varying(null, null))).toEqual([]);
});

test('a notice carries the figures that gave it', () => {
  const burst = { present: true, puffsPerDay: 4, puffsPerDayBefore: 0.5 };
  const lastWeek = { days: 3, overuse: true };

  expect(earlyNoticesOf({ days: days(), reliever: { burst, lastWeek }, variability: null })).toMatchObject([
    { rule: 'reliever-burst', inputs: { puffsPerDay: 4, puffsPerDayBefore: 0.5 } },
    { rule: 'reliever-over-two-days-a-week', inputs: { days: 3 } },
  ]);
});
