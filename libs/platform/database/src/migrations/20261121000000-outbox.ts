import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Messages that a transaction leaves for after its commit (libs/support/outbox). */
export class Outbox20261121000000 implements MigrationInterface {
  name = 'Outbox20261121000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox_messages (
        id BINARY(16) NOT NULL,
        topic VARCHAR(100) NOT NULL,
        member_id BINARY(16) NULL,
        payload VARBINARY(16000) NOT NULL,
        available_at DATETIME(3) NOT NULL,
        attempts INT UNSIGNED NOT NULL DEFAULT 0,
        lease_until DATETIME(3) NULL,
        fence INT UNSIGNED NOT NULL DEFAULT 0,
        dead_at DATETIME(3) NULL,
        last_error VARCHAR(200) NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_outbox_messages_dead_at_available_at_id (dead_at, available_at, id),
        INDEX ix_outbox_messages_member_id (member_id)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox_messages');
  }
}
