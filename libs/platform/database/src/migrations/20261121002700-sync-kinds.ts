import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A change of a table that devices hear of. */
interface Heard {
  readonly event: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly when?: string;
}

const always: readonly Heard[] = [{ event: 'INSERT' }, { event: 'UPDATE' }];

const syncedTables: readonly {
  readonly table: string;
  readonly kind: string;
  readonly heard: readonly Heard[];
  /** Of what is there already; all of it unless told. */
  readonly present?: string;
}[] = [
  { table: 'personal_bests', kind: 'personalBests', heard: always },
  { table: 'action_plans', kind: 'actionPlans', heard: always },
  { table: 'medications', kind: 'medications', heard: always },
  {
    table: 'schedules',
    kind: 'schedules',
    heard: [
      { event: 'INSERT' },
      // How far the doses of a schedule are written down is the workers' own business, and changes daily.
      {
        event: 'UPDATE',
        when: 'NEW.version <> OLD.version OR NEW.materialised_until = OLD.materialised_until',
      },
    ],
  },
  {
    table: 'dose_slots',
    kind: 'doses',
    // A dose is written as version 1 when it is planned; every device can plan it by its schedule.
    heard: [
      { event: 'UPDATE', when: 'NEW.version > 1' },
      { event: 'DELETE', when: 'OLD.version > 1' },
    ],
    present: 'version > 1',
  },
];

const removedAtOf = (table: string, { event }: Heard) => {
  if (event === 'DELETE') return 'UTC_TIMESTAMP(3)';

  return table === 'dose_slots' ? 'NULL' : 'NEW.deleted_at';
};

const nameOf = (table: string, { event }: Heard) => `tr_${table}_${event.toLowerCase()}`;

/** As the first triggers of the feed (Sync20261121001400): the number is taken under the lock of the member's sequence. */
const trigger = (kind: string, table: string, heard: Heard) => {
  const row = heard.event === 'DELETE' ? 'OLD' : 'NEW';
  const removedAt = removedAtOf(table, heard);

  return `
    CREATE TRIGGER ${nameOf(table, heard)} AFTER ${heard.event} ON ${table} FOR EACH ROW
    IF ${heard.when ?? 'TRUE'} THEN
      INSERT INTO member_sequences (member_id, last_seq) VALUES (${row}.member_id, LAST_INSERT_ID(1))
        ON DUPLICATE KEY UPDATE last_seq = LAST_INSERT_ID(last_seq + 1);
      INSERT INTO member_changes (member_id, kind, row_id, seq, removed_at)
        VALUES (${row}.member_id, '${kind}', ${row}.id, LAST_INSERT_ID(), ${removedAt})
        ON DUPLICATE KEY UPDATE seq = LAST_INSERT_ID(), removed_at = ${removedAt};
    END IF`;
};

/** Personal bests, action plans, medications, schedules and answers to doses join the change feed. */
export class SyncKinds20261121002700 implements MigrationInterface {
  name = 'SyncKinds20261121002700';

  async up(runner: QueryRunner): Promise<void> {
    for (const { table, kind, heard, present = 'TRUE' } of syncedTables) {
      for (const each of heard) await runner.query(trigger(kind, table, each));
      // What is there already gets its number by the trigger, too.
      await runner.query(`UPDATE ${table} SET version = version WHERE ${present}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, kind, heard } of syncedTables.toReversed()) {
      for (const each of heard) await runner.query(`DROP TRIGGER ${nameOf(table, each)}`);
      await runner.query('DELETE FROM member_changes WHERE kind = ?', [kind]);
    }
  }
}
