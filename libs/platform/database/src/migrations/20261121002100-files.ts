import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Pictures that members uploaded, and the keys of blobs that are to be removed (libs/support/files). */
export class Files20261121002100 implements MigrationInterface {
  name = 'Files20261121002100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE files (
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        blob_key VARCHAR(32) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        checked_at DATETIME(3) NULL,
        content_sha256 BINARY(32) NULL,
        bytes INT UNSIGNED NULL,
        thumbnail_bytes INT UNSIGNED NULL,
        width SMALLINT UNSIGNED NULL,
        height SMALLINT UNSIGNED NULL,
        subject_kind VARCHAR(20) NULL,
        subject_id BINARY(16) NULL,
        unused_since DATETIME(3) NULL,
        PRIMARY KEY (id),
        INDEX ix_files_member_id_created_at (member_id, created_at),
        INDEX ix_files_subject_id_subject_kind (subject_id, subject_kind),
        INDEX ix_files_unused_since (unused_since)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
    await runner.query(`
      CREATE TABLE doomed_blobs (
        blob_key VARCHAR(32) NOT NULL,
        remove_after DATETIME(3) NOT NULL,
        PRIMARY KEY (blob_key),
        INDEX ix_doomed_blobs_remove_after (remove_after)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE doomed_blobs');
    await runner.query('DROP TABLE files');
  }
}
