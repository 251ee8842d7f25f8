import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

const tables: Readonly<Record<string, string>> = {
  // One row for each schedule and instant, whoever and however often writes it.
  dose_slots: `
        member_id BINARY(16) NOT NULL,
        id BINARY(16) NOT NULL,
        medication_id BINARY(16) NOT NULL,
        schedule_id BINARY(16) NOT NULL,
        due_at DATETIME(3) NOT NULL,
        missed_after DATETIME(3) NOT NULL,
        local_date DATE NOT NULL,
        local_time CHAR(5) NOT NULL,
        time_zone VARCHAR(64) NOT NULL,
        amount_hundredths INT UNSIGNED NOT NULL,
        answer VARCHAR(7) NULL,
        answered_at DATETIME(3) NULL,
        taken_at DATETIME(3) NULL,
        taken_amount_hundredths INT UNSIGNED NULL,
        intake_id BINARY(16) NULL,
        skip_reason VARCHAR(200) NULL,
        snoozed_until DATETIME(3) NULL,
        cancelled_at DATETIME(3) NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        PRIMARY KEY (member_id, id),
        UNIQUE INDEX uq_dose_slots_schedule_id_due_at (schedule_id, due_at),
        INDEX ix_dose_slots_member_id_local_date_due_at_id (member_id, local_date, due_at, id),
        INDEX ix_dose_slots_member_id_due_at (member_id, due_at)`,
  // The queue that workers claim from: one row for each push that a member is to get.
  reminders: `
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        kind VARCHAR(8) NOT NULL,
        due_at DATETIME(3) NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        state VARCHAR(7) NOT NULL,
        available_at DATETIME(3) NOT NULL,
        attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
        fence INT UNSIGNED NOT NULL DEFAULT 0,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_reminders_member_id_kind_due_at (member_id, kind, due_at),
        INDEX ix_reminders_state_available_at_id (state, available_at, id)`,
  deliveries: `
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        slot_id BINARY(16) NOT NULL,
        reminder_id BINARY(16) NOT NULL,
        device_id BINARY(16) NOT NULL,
        kind VARCHAR(8) NOT NULL,
        due_at DATETIME(3) NOT NULL,
        state VARCHAR(16) NOT NULL,
        reason VARCHAR(40) NULL,
        attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
        claimed_at DATETIME(3) NULL,
        sent_at DATETIME(3) NULL,
        acknowledged_at DATETIME(3) NULL,
        provider_id VARCHAR(200) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_deliveries_reminder_id_slot_id_device_id (reminder_id, slot_id, device_id),
        INDEX ix_deliveries_member_id_slot_id (member_id, slot_id)`,
  reminder_settings: `
        member_id BINARY(16) NOT NULL,
        lock_screen VARCHAR(5) NOT NULL,
        nudge_every_minutes TINYINT UNSIGNED NOT NULL,
        nudge_limit TINYINT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        PRIMARY KEY (member_id)`,
};

/** Dose slots, the reminder queue and its ledger (libs/domain/medications). */
export class Reminders20261121000700 implements MigrationInterface {
  name = 'Reminders20261121000700';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(tables)) {
      await runner.query(`CREATE TABLE ${name} (${columns}) ${options}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await runner.query(`DROP TABLE ${name}`);
  }
}
