import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** What members take with them (libs/support/export), and what is left to show that a member was erased (identity). */
export class Exports20261121002200 implements MigrationInterface {
  name = 'Exports20261121002200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exports (
        member_id BINARY(16) NOT NULL,
        id BINARY(16) NOT NULL,
        state VARCHAR(7) NOT NULL,
        tables_done SMALLINT UNSIGNED NOT NULL,
        tables_total SMALLINT UNSIGNED NOT NULL,
        attempts TINYINT UNSIGNED NOT NULL,
        lease_until DATETIME(3) NULL,
        fence INT UNSIGNED NOT NULL,
        size_bytes INT UNSIGNED NULL,
        created_at DATETIME(3) NOT NULL,
        ready_at DATETIME(3) NULL,
        expires_at DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id),
        INDEX ix_exports_state_created_at (state, created_at),
        INDEX ix_exports_expires_at (expires_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE export_chunks (
        member_id BINARY(16) NOT NULL,
        export_id BINARY(16) NOT NULL,
        position SMALLINT UNSIGNED NOT NULL,
        sealed_bytes MEDIUMBLOB NOT NULL,
        PRIMARY KEY (member_id, export_id, position)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE withdrawal_receipts (
        id BINARY(16) NOT NULL,
        withdrawn_at DATETIME(3) NOT NULL,
        erased_rows TEXT NOT NULL,
        completed_at DATETIME(3) NULL,
        PRIMARY KEY (id)
      ) ${options}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE withdrawal_receipts');
    await runner.query('DROP TABLE export_chunks');
    await runner.query('DROP TABLE exports');
  }
}
