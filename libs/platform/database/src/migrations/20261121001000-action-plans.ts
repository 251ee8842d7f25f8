import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** The doctor's plans and the danger signs that a plan answers (libs/domain/records/src/action-plan, …/guidance). */
export class ActionPlans20261121001000 implements MigrationInterface {
  name = 'ActionPlans20261121001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE action_plans (
        member_id BINARY(16) NOT NULL,
        id BINARY(16) NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        deleted_at DATETIME(3) NULL,
        create_fingerprint BINARY(32) NOT NULL,
        doctor_name VARCHAR(50) NULL,
        green_from_percent TINYINT UNSIGNED NOT NULL,
        red_below_percent TINYINT UNSIGNED NOT NULL,
        valid_from DATE NOT NULL,
        PRIMARY KEY (member_id, id)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE action_plan_instructions (
        member_id BINARY(16) NOT NULL,
        plan_id BINARY(16) NOT NULL,
        position TINYINT UNSIGNED NOT NULL,
        zone VARCHAR(6) NOT NULL,
        text VARCHAR(300) NOT NULL,
        medication_id BINARY(16) NULL,
        PRIMARY KEY (member_id, plan_id, position)
      ) ${options}
    `);
    // Null as well as empty is none: the code before this one knows no such column.
    await runner.query('ALTER TABLE symptom_records ADD COLUMN red_flags VARCHAR(200) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE symptom_records DROP COLUMN red_flags');
    await runner.query('DROP TABLE action_plan_instructions');
    await runner.query('DROP TABLE action_plans');
  }
}
