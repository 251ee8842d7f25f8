import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Bans of the community that outlive an account (libs/domain/community). */
export class BanMarks20261121003200 implements MigrationInterface {
  name = 'BanMarks20261121003200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ban_marks (
        mark BINARY(16) NOT NULL,
        sanction_id BINARY(16) NOT NULL,
        kept_until DATETIME(3) NOT NULL,
        PRIMARY KEY (mark, sanction_id),
        INDEX ix_ban_marks_sanction_id (sanction_id),
        INDEX ix_ban_marks_kept_until (kept_until)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ban_marks');
  }
}
