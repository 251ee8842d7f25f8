import { randomBytes } from 'node:crypto';

import { createFieldCipher, type Database, newUuid } from '@soomcare/database';
import { createRecords } from '@soomcare/records';
import { createSync } from '@soomcare/sync';
import { createFakeClock, useTestDatabase } from '@soomcare/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { tables } from '../src/tables.ts';
import { play, type Scenario } from './sync-model.ts';

/** New ones in every run; more of them where somebody wants to be surer: `SYNC_MODEL_SEEDS=20000`. */
const SEEDS = Number(process.env['SYNC_MODEL_SEEDS'] ?? 2_000);
/** Members that play at the same time: they share nothing but the server. */
const AT_ONCE = 8;
const TIMEOUT_MS = 300 * SEEDS;
const DAY_MS = 24 * 60 * 60 * 1000;

const database = useTestDatabase({ entities: tables, poolSize: 4 * AT_ONCE, acquireTimeoutMs: 30_000 });
const clock = createFakeClock('2026-03-10T03:00:00.000Z');
const cipher = createFieldCipher({ keys: [{ id: 1, key: randomBytes(32) }] });

const syncOn = (on: Database) => {
  const { syncedKinds } = createRecords({ database: on, now: clock.now, newId: newUuid });
  return createSync({ database: on, cipher, now: clock.now, kinds: syncedKinds });
};

const writing = ['create', 'create', 'edit', 'edit', 'remove', 'restore'] as const;
const talking = ['push', 'push', 'pull', 'late', 'race'] as const;
const step = fc.record({
  device: fc.nat(2),
  act: fc.constantFrom(...writing, ...talking),
  pick: fc.nat(20),
  fate: fc.constantFrom('arrives', 'arrives', 'request-lost', 'answer-lost', 'crash'),
});
const skew = fc.constantFrom(-DAY_MS, 0, DAY_MS);
const scenario: fc.Arbitrary<Scenario> = fc.record({
  steps: fc.array(step, { minLength: 5, maxLength: 12 }),
  skewsMs: fc.tuple(skew, skew, skew),
});

const playOut = (played: Scenario) => play(played, { database: database(), syncOn, now: clock.now });

const holds = fc.asyncProperty(scenario, async (played) => {
  const { surprises, expected, copies } = await playOut(played);

  expect(surprises).toEqual([]);
  for (const copy of copies) expect(copy).toEqual(expected);
});

/** Numbers that nobody has to wait for. */
const numberWithoutLock = async () => {
  for (const statement of [
    'DROP TABLE member_sequences',
    `CREATE VIEW member_sequences AS
       SELECT c.member_id, MAX(c.seq) AS last_seq FROM member_changes c GROUP BY c.member_id`,
    'CREATE TABLE numbers (n BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY)',
  ]) {
    await database().manager.query(statement);
  }
  for (const event of ['insert', 'update']) {
    await database().manager.query(`DROP TRIGGER tr_symptom_records_${event}`);
    await database().manager.query(
      `CREATE TRIGGER tr_symptom_records_${event} AFTER ${event} ON symptom_records FOR EACH ROW
       BEGIN
         INSERT INTO numbers VALUES ();
         INSERT INTO member_changes (member_id, kind, row_id, seq, removed_at)
           VALUES (NEW.member_id, 'symptomRecords', NEW.id, LAST_INSERT_ID(), NEW.deleted_at)
           ON DUPLICATE KEY UPDATE seq = LAST_INSERT_ID(), removed_at = NEW.deleted_at;
       END`,
    );
  }
};

test(
  'whatever the network does, all devices end with the same rows, none lost and none doubled',
  { timeout: TIMEOUT_MS },
  async () => {
    const runs = Array.from({ length: AT_ONCE }, () => fc.assert(holds, { numRuns: SEEDS / AT_ONCE }));

    await Promise.all(runs);
  },
);

test(
  'if changes were numbered without the lock, a device would miss a row soon',
  { timeout: TIMEOUT_MS },
  async () => {
    await numberWithoutLock();

    let missed: string[] = [];
    for (const played of fc.sample(scenario, SEEDS)) {
      const { expected, copies } = await playOut(played);
      missed = expected.filter((row) => copies.some((copy) => !copy.includes(row)));
      if (missed.length > 0) break;
    }

    expect(missed).not.toEqual([]);
  },
);
