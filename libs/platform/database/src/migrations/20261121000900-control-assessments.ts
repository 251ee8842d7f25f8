import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What members answered about control (libs/domain/records/src/assessment). */
export class ControlAssessments20261121000900 implements MigrationInterface {
  name = 'ControlAssessments20261121000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE control_assessments (
        member_id BINARY(16) NOT NULL,
        id BINARY(16) NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        deleted_at DATETIME(3) NULL,
        create_fingerprint BINARY(32) NOT NULL,
        recorded_on DATE NOT NULL,
        time_zone VARCHAR(64) NOT NULL,
        note VARCHAR(1000) NULL,
        answered_at DATETIME(3) NOT NULL,
        kind VARCHAR(9) NOT NULL,
        answers VARCHAR(4) NULL,
        score_hundredths SMALLINT UNSIGNED NOT NULL,
        PRIMARY KEY (member_id, id),
        INDEX ix_control_assessments_member_id_recorded_on_answered_at_id (member_id, recorded_on, answered_at, id),
        INDEX ix_control_assessments_deleted_at (deleted_at)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE control_assessments');
  }
}
