import { type MigrationInterface, type QueryRunner } from 'typeorm';

// Keyed by member first: one person's rows lie together, and another member's equal id neither collides nor shows.
const memberRow = `
        member_id BINARY(16) NOT NULL,
        id BINARY(16) NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        deleted_at DATETIME(3) NULL,
        create_fingerprint BINARY(32) NOT NULL,
        PRIMARY KEY (member_id, id)`;

const diaryEntry = `${memberRow},
        recorded_on DATE NOT NULL,
        time_zone VARCHAR(64) NOT NULL,
        note VARCHAR(1000) NULL`;

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

const tables: Readonly<Record<string, string>> = {
  symptom_records: `${diaryEntry},
        occurred_at DATETIME(3) NOT NULL,
        cough TINYINT UNSIGNED NULL,
        wheeze TINYINT UNSIGNED NULL,
        breathlessness TINYINT UNSIGNED NULL,
        chest_tightness TINYINT UNSIGNED NULL,
        sputum TINYINT UNSIGNED NULL,
        night_waking TINYINT UNSIGNED NULL,
        activity_limitation TINYINT UNSIGNED NULL,
        no_symptoms TINYINT(1) NOT NULL,
        triggers VARCHAR(700) NOT NULL,
        INDEX ix_symptom_records_member_id_recorded_on_occurred_at_id (member_id, recorded_on, occurred_at, id),
        INDEX ix_symptom_records_deleted_at (deleted_at)`,
  peak_flows: `${diaryEntry},
        measured_at DATETIME(3) NOT NULL,
        blows VARCHAR(19) NOT NULL,
        litres_per_minute SMALLINT UNSIGNED NOT NULL,
        meter_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        scale VARCHAR(7) NOT NULL,
        bronchodilator VARCHAR(7) NOT NULL,
        zone_at_record VARCHAR(6) NULL,
        warnings VARCHAR(100) NOT NULL,
        INDEX ix_peak_flows_member_id_recorded_on_measured_at_id (member_id, recorded_on, measured_at, id),
        INDEX ix_peak_flows_deleted_at (deleted_at)`,
  spirometries: `${diaryEntry},
        measured_at DATETIME(3) NOT NULL,
        fev1_centilitres SMALLINT UNSIGNED NOT NULL,
        fvc_centilitres SMALLINT UNSIGNED NOT NULL,
        bronchodilator VARCHAR(7) NOT NULL,
        quality_note VARCHAR(200) NULL,
        INDEX ix_spirometries_member_id_recorded_on_measured_at_id (member_id, recorded_on, measured_at, id),
        INDEX ix_spirometries_deleted_at (deleted_at)`,
  intakes: `${diaryEntry},
        taken_at DATETIME(3) NOT NULL,
        medication_id BINARY(16) NULL,
        drug_name VARCHAR(100) NULL,
        puffs TINYINT UNSIGNED NULL,
        amount_hundredths INT UNSIGNED NULL,
        unit VARCHAR(10) NULL,
        purpose VARCHAR(12) NOT NULL,
        dose_id BINARY(16) NULL,
        INDEX ix_intakes_member_id_recorded_on_taken_at_id (member_id, recorded_on, taken_at, id),
        INDEX ix_intakes_deleted_at (deleted_at)`,
  exacerbations: `${diaryEntry},
        started_at DATETIME(3) NOT NULL,
        ended_at DATETIME(3) NULL,
        ended_on DATE NULL,
        kind VARCHAR(21) NOT NULL,
        missed_days SMALLINT UNSIGNED NULL,
        oral_steroid_days SMALLINT UNSIGNED NULL,
        place VARCHAR(100) NULL,
        INDEX ix_exacerbations_member_id_recorded_on_started_at_id (member_id, recorded_on, started_at, id),
        INDEX ix_exacerbations_deleted_at (deleted_at)`,
  personal_bests: `${memberRow},
        meter_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        scale VARCHAR(7) NULL,
        litres_per_minute SMALLINT UNSIGNED NOT NULL,
        valid_from DATE NOT NULL,
        INDEX ix_personal_bests_deleted_at (deleted_at)`,
};

/** Diary entries and personal bests (libs/domain/records). */
export class Records20261121000200 implements MigrationInterface {
  name = 'Records20261121000200';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(tables)) {
      await runner.query(`CREATE TABLE ${name} (${columns}) ${options}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await runner.query(`DROP TABLE ${name}`);
  }
}
