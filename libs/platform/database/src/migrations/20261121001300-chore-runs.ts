import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Which hour's run of each chore has been taken, so that one worker does it (apps/worker). */
export class ChoreRuns20261121001300 implements MigrationInterface {
  name = 'ChoreRuns20261121001300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chore_runs (
        chore VARCHAR(60) NOT NULL,
        run_at DATETIME(3) NOT NULL,
        busy_until DATETIME(3) NOT NULL,
        PRIMARY KEY (chore)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE chore_runs');
  }
}
