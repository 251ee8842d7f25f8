import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A schedule's id is chosen by a client: the doses of two members may name the same one (libs/domain/medications). */
export class DoseSlotsOfMembers20261121002800 implements MigrationInterface {
  name = 'DoseSlotsOfMembers20261121002800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dose_slots
        DROP INDEX uq_dose_slots_schedule_id_due_at,
        ADD UNIQUE INDEX uq_dose_slots_member_id_schedule_id_due_at (member_id, schedule_id, due_at)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dose_slots
        DROP INDEX uq_dose_slots_member_id_schedule_id_due_at,
        ADD UNIQUE INDEX uq_dose_slots_schedule_id_due_at (schedule_id, due_at)
    `);
  }
}
