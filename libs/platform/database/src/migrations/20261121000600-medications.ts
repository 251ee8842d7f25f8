import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

const memberRow = `
        member_id BINARY(16) NOT NULL,
        id BINARY(16) NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        deleted_at DATETIME(3) NULL,
        create_fingerprint BINARY(32) NOT NULL,
        PRIMARY KEY (member_id, id)`;

const tables: Readonly<Record<string, string>> = {
  medications: `${memberRow},
        drug_id BINARY(16) NULL,
        name VARCHAR(200) NOT NULL,
        purpose_default VARCHAR(12) NOT NULL,
        form VARCHAR(12) NULL,
        dose_amount_hundredths INT UNSIGNED NOT NULL,
        dose_unit VARCHAR(10) NOT NULL,
        starts_on DATE NOT NULL,
        ends_on DATE NULL,
        daily_maximum_hundredths INT UNSIGNED NULL,
        device_doses SMALLINT UNSIGNED NULL,
        note VARCHAR(1000) NULL,
        archived_at DATETIME(3) NULL,
        INDEX ix_medications_deleted_at (deleted_at)`,
  schedules: `${memberRow},
        medication_id BINARY(16) NOT NULL,
        kind VARCHAR(8) NOT NULL,
        times VARCHAR(80) NOT NULL,
        weekdays VARCHAR(13) NOT NULL,
        every_days SMALLINT UNSIGNED NOT NULL,
        every_hours TINYINT UNSIGNED NULL,
        starts_on DATE NOT NULL,
        ends_on DATE NULL,
        count SMALLINT UNSIGNED NULL,
        zone_policy VARCHAR(6) NOT NULL,
        time_zone VARCHAR(64) NOT NULL,
        amount_hundredths INT UNSIGNED NOT NULL,
        pauses VARCHAR(1000) NOT NULL,
        course_ends_on DATE NULL,
        materialised_until DATETIME(3) NOT NULL,
        INDEX ix_schedules_member_id_medication_id (member_id, medication_id),
        INDEX ix_schedules_materialised_until (materialised_until),
        INDEX ix_schedules_deleted_at (deleted_at)`,
  supply_events: `${memberRow},
        medication_id BINARY(16) NOT NULL,
        kind VARCHAR(10) NOT NULL,
        doses SMALLINT UNSIGNED NOT NULL,
        occurred_at DATETIME(3) NOT NULL,
        time_zone VARCHAR(64) NOT NULL,
        noticed_at DATETIME(3) NULL,
        INDEX ix_supply_events_member_id_medication_id_occurred_at (member_id, medication_id, occurred_at),
        INDEX ix_supply_events_deleted_at (deleted_at)`,
  kept_time_zones: `
        member_id BINARY(16) NOT NULL,
        time_zone VARCHAR(64) NOT NULL,
        PRIMARY KEY (member_id, time_zone)`,
};

/** A member's medications, their schedules and their supply (libs/domain/medications). */
export class Medications20261121000600 implements MigrationInterface {
  name = 'Medications20261121000600';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(tables)) {
      await runner.query(`CREATE TABLE ${name} (${columns}) ${options}`);
    }
    await runner.query(
      `ALTER TABLE intakes
        ADD INDEX ix_intakes_member_id_medication_id_taken_at (member_id, medication_id, taken_at)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE intakes DROP INDEX ix_intakes_member_id_medication_id_taken_at');
    for (const name of Object.keys(tables).reverse()) await runner.query(`DROP TABLE ${name}`);
  }
}
