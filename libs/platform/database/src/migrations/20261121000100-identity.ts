import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** Members, how they log in, their sessions, consents and devices (libs/domain/identity). */
export class Identity20261121000100 implements MigrationInterface {
  name = 'Identity20261121000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE members (
        id BINARY(16) NOT NULL,
        status VARCHAR(10) NOT NULL,
        email_index BINARY(16) NOT NULL,
        sealed_email VARBINARY(400) NOT NULL,
        nickname VARCHAR(20) NOT NULL,
        birth_date DATE NOT NULL,
        sealed_name VARBINARY(300) NULL,
        sealed_phone VARBINARY(100) NULL,
        sex VARCHAR(10) NULL,
        height_cm SMALLINT UNSIGNED NULL,
        weight_hectograms SMALLINT UNSIGNED NULL,
        smoking VARCHAR(10) NULL,
        diagnosis VARCHAR(30) NULL,
        diagnosed_on DATE NULL,
        sealed_doctor VARBINARY(2000) NULL,
        sealed_emergency_contact VARBINARY(1000) NULL,
        time_zone VARCHAR(64) NOT NULL,
        language VARCHAR(2) NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_members_email_index (email_index)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE credentials (
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        provider VARCHAR(20) NOT NULL,
        subject VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        password_hash VARCHAR(200) NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_credentials_provider_subject (provider, subject),
        INDEX ix_credentials_member_id (member_id)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE sign_ups (
        id BINARY(16) NOT NULL,
        email_index BINARY(16) NOT NULL,
        token_hash BINARY(32) NOT NULL,
        code_hash BINARY(32) NOT NULL,
        code_attempts TINYINT UNSIGNED NOT NULL,
        sealed_details VARBINARY(4000) NOT NULL,
        code_expires_at DATETIME(3) NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_sign_ups_token_hash (token_hash),
        INDEX ix_sign_ups_email_index_created_at (email_index, created_at),
        INDEX ix_sign_ups_expires_at (expires_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE sessions (
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        refresh_counter INT UNSIGNED NOT NULL,
        refresh_hash BINARY(32) NOT NULL,
        previous_refresh_hash BINARY(32) NULL,
        rotated_at DATETIME(3) NULL,
        sealed_successor VARBINARY(200) NULL,
        device_id BINARY(16) NULL,
        device_name VARCHAR(60) NULL,
        device_platform VARCHAR(10) NULL,
        authenticated_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        last_seen_at DATETIME(3) NOT NULL,
        absolute_expires_at DATETIME(3) NOT NULL,
        ended_at DATETIME(3) NULL,
        end_reason VARCHAR(20) NULL,
        PRIMARY KEY (id),
        INDEX ix_sessions_member_id_ended_at_last_seen_at (member_id, ended_at, last_seen_at),
        INDEX ix_sessions_ended_at (ended_at),
        INDEX ix_sessions_absolute_expires_at (absolute_expires_at),
        INDEX ix_sessions_rotated_at (rotated_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE consents (
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        type VARCHAR(30) NOT NULL,
        revision INT UNSIGNED NOT NULL,
        granted TINYINT(1) NOT NULL,
        version VARCHAR(20) NOT NULL,
        text_hash BINARY(32) NOT NULL,
        recorded_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_consents_member_id_type_revision (member_id, type, revision)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE devices (
        member_id BINARY(16) NOT NULL,
        id BINARY(16) NOT NULL,
        name VARCHAR(60) NOT NULL,
        platform VARCHAR(10) NOT NULL,
        sealed_push_token VARBINARY(5000) NULL,
        push_token_index BINARY(16) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id, id),
        UNIQUE INDEX uq_devices_push_token_index (push_token_index)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE password_resets (
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NULL,
        token_hash BINARY(32) NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_password_resets_token_hash (token_hash),
        INDEX ix_password_resets_member_id (member_id),
        INDEX ix_password_resets_expires_at (expires_at)
      ) ${options}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'password_resets',
      'devices',
      'consents',
      'sessions',
      'sign_ups',
      'credentials',
      'members',
    ];
    for (const name of tables) await runner.query(`DROP TABLE ${name}`);
  }
}
