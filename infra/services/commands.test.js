import { expect, test } from 'vitest';
import { newMigration } from './commands/database.js';
import { runCommand } from './commands/index.js';
import { summarise } from './commands/test.js';

const report = {
  numTotalTests: 5,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
};

test('the totals of a run end it in plain words', () => {
  expect(summarise({ ...report, success: true })).toEqual({
    line: 'tests: 3 passed, 0 failed, 2 skipped',
    isGood: true,
  });
});

test('a run with a failed test, a file that did not load, or no test at all is not good', () => {
  expect(summarise({ ...report, numFailedTests: 1, success: false }).isGood).toBe(false);
  expect(summarise({ ...report, success: false }).isGood).toBe(false);
  expect(summarise({ ...report, numTotalTests: 0, numPassedTests: 0, success: true }).isGood).toBe(false);
});

test('a new migration carries its time in its file name and its class name', () => {
  const { file, className, text } = newMigration('add-peak-flows', new Date('2026-01-02T03:04:05Z'));

  expect(file).toBe('20260102030405-add-peak-flows.ts');
  expect(className).toBe('AddPeakFlows20260102030405');
  expect(text).toContain(`export class ${className} implements MigrationInterface`);
});

test('an unknown command is refused', async () => {
  expect(await runCommand(['strat'])).toBe(2);
});
