import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** By which clinics open a report without an account (libs/domain/report). */
export class ShareCodes20261121002300 implements MigrationInterface {
  name = 'ShareCodes20261121002300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE share_codes (
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        report_id BINARY(16) NOT NULL,
        code_index BINARY(16) NOT NULL,
        birth_year SMALLINT UNSIGNED NOT NULL,
        misses TINYINT UNSIGNED NOT NULL DEFAULT 0,
        looks TINYINT UNSIGNED NOT NULL DEFAULT 0,
        expires_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_share_codes_code_index (code_index),
        INDEX ix_share_codes_member_id (member_id),
        INDEX ix_share_codes_expires_at (expires_at)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE share_codes');
  }
}
