import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Links by which new staff choose a password and a second factor (libs/domain/identity/src/staff/invitations). */
export class StaffInvitations20261121002900 implements MigrationInterface {
  name = 'StaffInvitations20261121002900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff_invitations (
        staff_id BINARY(16) NOT NULL,
        token_hash BINARY(32) NOT NULL,
        sealed_totp_secret VARBINARY(100) NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (staff_id),
        UNIQUE INDEX uq_staff_invitations_token_hash (token_hash),
        INDEX ix_staff_invitations_expires_at (expires_at)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE staff_invitations');
  }
}
