import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** Log-ins by Kakao, Naver, Google and Apple; such a member need not have an address (libs/domain/identity/src/social). */
export class Social20261121000400 implements MigrationInterface {
  name = 'Social20261121000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE social_attempts (
        id BINARY(16) NOT NULL,
        provider VARCHAR(20) NOT NULL,
        state_hash BINARY(32) NOT NULL,
        secret_hash BINARY(32) NOT NULL,
        sealed_secrets VARBINARY(300) NOT NULL,
        claimed_at DATETIME(3) NULL,
        sealed_identity VARBINARY(2600) NULL,
        expires_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_social_attempts_state_hash (state_hash),
        UNIQUE INDEX uq_social_attempts_secret_hash (secret_hash),
        INDEX ix_social_attempts_expires_at (expires_at)
      ) ${options}
    `);
    await runner.query(`
      ALTER TABLE credentials
        ADD COLUMN sealed_refresh_token VARBINARY(2100) NULL,
        ADD COLUMN unlinked_at DATETIME(3) NULL,
        ADD INDEX ix_credentials_unlinked_at (unlinked_at)
    `);
    await runner.query(`
      ALTER TABLE members
        MODIFY COLUMN email_index BINARY(16) NULL,
        MODIFY COLUMN sealed_email VARBINARY(400) NULL
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE members
        MODIFY COLUMN email_index BINARY(16) NOT NULL,
        MODIFY COLUMN sealed_email VARBINARY(400) NOT NULL
    `);
    await runner.query(`
      ALTER TABLE credentials
        DROP INDEX ix_credentials_unlinked_at, DROP COLUMN unlinked_at, DROP COLUMN sealed_refresh_token
    `);
    await runner.query('DROP TABLE social_attempts');
  }
}
