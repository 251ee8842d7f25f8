import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Which `Idempotency-Key` made what (libs/platform/http). */
export class Idempotency20261121000050 implements MigrationInterface {
  name = 'Idempotency20261121000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        member_id BINARY(16) NOT NULL,
        operation VARCHAR(60) NOT NULL,
        key_hash BINARY(32) NOT NULL,
        fingerprint BINARY(32) NOT NULL,
        resource_id BINARY(16) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id, operation, key_hash),
        INDEX ix_idempotency_keys_created_at (created_at)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
  }
}
