import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

import { type Occurrence, occurrencesBetween } from './occurrences.ts';
import type { ScheduleRule } from './schedule-rule.ts';

/** What `schedule_oracle.py` writes of one schedule; see there. */
interface OracleSchedule {
  readonly rule: ScheduleRule;
  readonly from: string;
  readonly to: string;
  readonly doses: number;
  readonly some: readonly string[];
  readonly sha256: string;
}

const oracle = join(import.meta.dirname, '../../oracle');

const [versionLine = '', ...scheduleLines] = gunzipSync(readFileSync(join(oracle, 'schedules.ndjson.gz')))
  .toString()
  .trimEnd()
  .split('\n');

const rowOf = ({ dueAt, localDate, localTime }: Occurrence) =>
  `${dueAt.getTime() / 1000}|${localDate}|${localTime}`;

const rowsOf = ({ rule, from, to }: OracleSchedule) =>
  occurrencesBetween(rule, new Date(from), new Date(to)).map(rowOf);

const matches = (rows: readonly string[], { doses, some, sha256 }: OracleSchedule) =>
  rows.length === doses &&
  some.every((row) => rows.includes(row)) &&
  createHash('sha256').update(rows.join('\n')).digest('hex').startsWith(sha256);

const firstDifference = (rows: readonly string[], index: number) => {
  const args = [join(oracle, 'schedule_oracle.py'), '--rows', String(index)];
  const expected = execFileSync('python3', args, { encoding: 'utf8' }).trimEnd().split('\n');
  const at = expected.findIndex((row, line) => row !== rows[line]);
  const line = at < 0 ? expected.length : at;
  return `line ${line}: expected ${expected[line]}, computed ${rows[line]}`;
};

test('both sides tell the release of their time zone data', () => {
  expect(versionLine).toMatch(/"tzdata":"20\d\d[a-z]"/);
  expect(process.versions['tz']).toMatch(/^20\d\d[a-z]$/);
});

test('10,400 random schedules over two years have the doses that an independent walk through zoneinfo finds', () => {
  const differing = scheduleLines.flatMap((line, index) => {
    // The file is the oracle's own, and the comparison fails for any other shape.
    const schedule = JSON.parse(line) as OracleSchedule;
    const rows = rowsOf(schedule);
    return matches(rows, schedule) ? [] : [{ index, rule: schedule.rule, rows }];
  });
  const [first] = differing;

  expect(first && { ...first, rows: firstDifference(first.rows, first.index) }).toBeUndefined();
  expect(scheduleLines.length).toBe(10_400);
}, 120_000);
