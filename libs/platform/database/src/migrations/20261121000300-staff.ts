import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** Staff of the back-office, their sessions and roles, and who looked at whose data (libs/domain/identity/src/staff). */
export class Staff20261121000300 implements MigrationInterface {
  name = 'Staff20261121000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff_accounts (
        id BINARY(16) NOT NULL,
        email_index BINARY(16) NOT NULL,
        sealed_email VARBINARY(400) NOT NULL,
        name VARCHAR(50) NOT NULL,
        role VARCHAR(30) NOT NULL,
        status VARCHAR(10) NOT NULL,
        password_hash VARCHAR(200) NOT NULL,
        sealed_totp_secret VARBINARY(100) NOT NULL,
        last_totp_step BIGINT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_staff_accounts_email_index (email_index)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE staff_role_changes (
        id BINARY(16) NOT NULL,
        staff_id BINARY(16) NOT NULL,
        role VARCHAR(30) NULL,
        changed_by_id BINARY(16) NULL,
        recorded_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_staff_role_changes_staff_id_recorded_at (staff_id, recorded_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE staff_sessions (
        id BINARY(16) NOT NULL,
        staff_id BINARY(16) NOT NULL,
        token_hash BINARY(32) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        last_seen_at DATETIME(3) NOT NULL,
        absolute_expires_at DATETIME(3) NOT NULL,
        ended_at DATETIME(3) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_staff_sessions_token_hash (token_hash),
        INDEX ix_staff_sessions_staff_id_ended_at (staff_id, ended_at),
        INDEX ix_staff_sessions_absolute_expires_at (absolute_expires_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE record_access_grants (
        id BINARY(16) NOT NULL,
        staff_id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        sealed_reason VARBINARY(2100) NOT NULL,
        granted_at DATETIME(3) NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_record_access_grants_member_id_staff_id_expires_at (member_id, staff_id, expires_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE audit_entries (
        id BINARY(16) NOT NULL,
        position BIGINT UNSIGNED NOT NULL,
        staff_id BINARY(16) NOT NULL,
        role VARCHAR(30) NOT NULL,
        address VARCHAR(45) NOT NULL,
        subject_id BINARY(16) NULL,
        task VARCHAR(60) NOT NULL,
        sealed_reason VARBINARY(2100) NULL,
        occurred_at DATETIME(3) NOT NULL,
        hash BINARY(32) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_audit_entries_position (position),
        INDEX ix_audit_entries_subject_id_position (subject_id, position),
        INDEX ix_audit_entries_staff_id_position (staff_id, position)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE audit_chains (
        name VARCHAR(20) NOT NULL,
        position BIGINT UNSIGNED NOT NULL,
        hash BINARY(32) NOT NULL,
        PRIMARY KEY (name)
      ) ${options}
    `);
    await runner.query('ALTER TABLE members ADD INDEX ix_members_created_at_id (created_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE members DROP INDEX ix_members_created_at_id');
    const tables = [
      'audit_chains',
      'audit_entries',
      'record_access_grants',
      'staff_sessions',
      'staff_role_changes',
      'staff_accounts',
    ];
    for (const name of tables) await runner.query(`DROP TABLE ${name}`);
  }
}
