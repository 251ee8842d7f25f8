import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** Whom a member wants to be told of missed doses, and who wants no such mail (libs/domain/medications). */
export class Caregivers20261121001800 implements MigrationInterface {
  name = 'Caregivers20261121001800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caregivers (
        member_id BINARY(16) NOT NULL,
        sealed_contact VARBINARY(1000) NOT NULL,
        email_index BINARY(16) NOT NULL,
        language VARCHAR(2) NOT NULL,
        shares_nickname TINYINT NOT NULL,
        state VARCHAR(7) NOT NULL,
        ask_token_hash BINARY(32) NOT NULL,
        ask_expires_at DATETIME(3) NOT NULL,
        stop_token_hash BINARY(32) NOT NULL,
        accepted_at DATETIME(3) NULL,
        noticed_at DATETIME(3) NULL,
        quiet_until DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id),
        UNIQUE INDEX uq_caregivers_ask_token_hash (ask_token_hash),
        UNIQUE INDEX uq_caregivers_stop_token_hash (stop_token_hash),
        INDEX ix_caregivers_state_quiet_until_member_id (state, quiet_until, member_id)
      ) ${options}`);
    await runner.query(`
      CREATE TABLE caregiver_refusals (
        member_id BINARY(16) NOT NULL,
        email_index BINARY(16) NOT NULL,
        PRIMARY KEY (member_id, email_index)
      ) ${options}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caregiver_refusals');
    await runner.query('DROP TABLE caregivers');
  }
}
