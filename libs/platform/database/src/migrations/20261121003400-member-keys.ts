import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A key for each member (member-ciphers.ts). What an earlier program sealed with the ring does not open any more:
 * there were only demo data. A receipt tells whose it is to who knows the id already, from a backup.
 */
export class MemberKeys20261121003400 implements MigrationInterface {
  name = 'MemberKeys20261121003400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_keys (
        member_id BINARY(16) NOT NULL,
        sealed_key VARBINARY(100) NOT NULL,
        PRIMARY KEY (member_id)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
    `);
    await runner.query(`
      ALTER TABLE withdrawal_receipts
        ADD COLUMN member_index BINARY(16) NULL,
        ADD INDEX ix_withdrawal_receipts_member_index (member_index)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE withdrawal_receipts DROP INDEX ix_withdrawal_receipts_member_index, DROP COLUMN member_index',
    );
    await runner.query('DROP TABLE member_keys');
  }
}
