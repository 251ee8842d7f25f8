import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What members put together for their doctors (libs/domain/report). */
export class Reports20261121001200 implements MigrationInterface {
  name = 'Reports20261121001200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reports (
        member_id BINARY(16) NOT NULL,
        id BINARY(16) NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        deleted_at DATETIME(3) NULL,
        create_fingerprint BINARY(32) NOT NULL,
        first_day DATE NOT NULL,
        last_day DATE NOT NULL,
        language VARCHAR(2) NOT NULL,
        document_sha256 VARCHAR(64) NOT NULL,
        sealed_document MEDIUMBLOB NOT NULL,
        PRIMARY KEY (member_id, id),
        INDEX ix_reports_member_id_created_at_id (member_id, created_at, id),
        INDEX ix_reports_deleted_at (deleted_at)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reports');
  }
}
