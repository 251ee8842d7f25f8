import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** Who keeps a child's profile, and how it becomes the child's own account (libs/domain/identity). */
export class Family20261121002400 implements MigrationInterface {
  name = 'Family20261121002400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guardians (
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        guardian_id BINARY(16) NOT NULL,
        started_at DATETIME(3) NOT NULL,
        ended_at DATETIME(3) NULL,
        last_acted_on DATE NULL,
        told_at DATETIME(3) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_guardians_member_id_guardian_id (member_id, guardian_id),
        INDEX ix_guardians_guardian_id (guardian_id)
      ) ${options}`);
    await runner.query(`
      CREATE TABLE family_links (
        member_id BINARY(16) NOT NULL,
        purpose VARCHAR(10) NOT NULL,
        sealed_details VARBINARY(600) NOT NULL,
        token_hash BINARY(32) NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id, purpose),
        UNIQUE INDEX uq_family_links_token_hash (token_hash),
        INDEX ix_family_links_expires_at (expires_at)
      ) ${options}`);
    await runner.query('ALTER TABLE consents ADD COLUMN given_by_id BINARY(16) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consents DROP COLUMN given_by_id');
    await runner.query('DROP TABLE family_links');
    await runner.query('DROP TABLE guardians');
  }
}
