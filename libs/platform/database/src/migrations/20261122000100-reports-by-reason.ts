import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** So that moderators who look for one reason read its reports alone (libs/domain/community). */
export class ReportsByReason20261122000100 implements MigrationInterface {
  name = 'ReportsByReason20261122000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ix_abuse_reports_state_reason_priority_due_at_id
        ON abuse_reports (state, reason, priority, due_at, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_abuse_reports_state_reason_priority_due_at_id ON abuse_reports');
  }
}
