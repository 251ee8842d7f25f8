import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** The tables that devices keep copies of, by the name of their kind. */
const syncedTables: Readonly<Record<string, string>> = {
  symptomRecords: 'symptom_records',
  peakFlows: 'peak_flows',
  spirometries: 'spirometries',
  intakes: 'intakes',
  exacerbations: 'exacerbations',
  controlAssessments: 'control_assessments',
};

/**
 * The row lock on the member's sequence is held until the writer's commit, so numbers become visible in their order.
 * LAST_INSERT_ID(x) remembers x for this trigger only.
 */
const trigger = (kind: string, table: string, event: 'INSERT' | 'UPDATE') => `
  CREATE TRIGGER tr_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} FOR EACH ROW
  BEGIN
    INSERT INTO member_sequences (member_id, last_seq) VALUES (NEW.member_id, LAST_INSERT_ID(1))
      ON DUPLICATE KEY UPDATE last_seq = LAST_INSERT_ID(last_seq + 1);
    INSERT INTO member_changes (member_id, kind, row_id, seq, removed_at)
      VALUES (NEW.member_id, '${kind}', NEW.id, LAST_INSERT_ID(), NEW.deleted_at)
      ON DUPLICATE KEY UPDATE seq = LAST_INSERT_ID(), removed_at = NEW.deleted_at;
  END`;

/** What changed of a member's rows since a device last asked, and which of its changes were answered (libs/support/sync). */
export class Sync20261121001400 implements MigrationInterface {
  name = 'Sync20261121001400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_sequences (
        member_id BINARY(16) NOT NULL,
        last_seq BIGINT UNSIGNED NOT NULL,
        PRIMARY KEY (member_id)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE member_changes (
        member_id BINARY(16) NOT NULL,
        kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        row_id BINARY(16) NOT NULL,
        seq BIGINT UNSIGNED NOT NULL,
        removed_at DATETIME(3) NULL,
        PRIMARY KEY (member_id, kind, row_id),
        UNIQUE INDEX uq_member_changes_member_id_seq (member_id, seq),
        INDEX ix_member_changes_removed_at (removed_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE sync_mutations (
        member_id BINARY(16) NOT NULL,
        device_id BINARY(16) NOT NULL,
        mutation_id BINARY(16) NOT NULL,
        answer VARCHAR(500) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id, device_id, mutation_id),
        INDEX ix_sync_mutations_created_at (created_at)
      ) ${options}
    `);
    for (const [kind, table] of Object.entries(syncedTables)) {
      for (const event of ['INSERT', 'UPDATE'] as const) await runner.query(trigger(kind, table, event));
      // What is there already gets its number by the trigger, too.
      await runner.query(`UPDATE ${table} SET version = version`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.values(syncedTables).reverse()) {
      for (const event of ['update', 'insert']) await runner.query(`DROP TRIGGER tr_${table}_${event}`);
    }
    for (const table of ['sync_mutations', 'member_changes', 'member_sequences']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
