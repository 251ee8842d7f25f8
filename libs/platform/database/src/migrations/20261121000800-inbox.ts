import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What members were told, to be read in the app (libs/support/inbox). */
export class Inbox20261121000800 implements MigrationInterface {
  name = 'Inbox20261121000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notifications (
        member_id BINARY(16) NOT NULL,
        id BINARY(16) NOT NULL,
        kind VARCHAR(20) NOT NULL,
        title VARCHAR(100) NOT NULL,
        body VARCHAR(500) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        read_at DATETIME(3) NULL,
        PRIMARY KEY (member_id, id),
        INDEX ix_notifications_member_id_created_at_id (member_id, created_at, id),
        INDEX ix_notifications_created_at (created_at)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notifications');
  }
}
