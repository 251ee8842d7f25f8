import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** Air quality and pollen of regions, and whose region is which (libs/domain/exposure). */
export class Exposure20261121002500 implements MigrationInterface {
  name = 'Exposure20261121002500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE air_hours (
        source VARCHAR(11) NOT NULL,
        region VARCHAR(9) NOT NULL,
        measured_at DATETIME(3) NOT NULL,
        local_date DATE NOT NULL,
        pm10_tenths SMALLINT UNSIGNED NULL,
        pm25_tenths SMALLINT UNSIGNED NULL,
        o3_tenths SMALLINT UNSIGNED NULL,
        stations SMALLINT UNSIGNED NOT NULL,
        raw MEDIUMTEXT NOT NULL,
        fetched_at DATETIME(3) NOT NULL,
        PRIMARY KEY (source, region, measured_at),
        INDEX ix_air_hours_measured_at (measured_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE air_days (
        source VARCHAR(11) NOT NULL,
        region VARCHAR(9) NOT NULL,
        date DATE NOT NULL,
        pm10_tenths SMALLINT UNSIGNED NULL,
        pm25_tenths SMALLINT UNSIGNED NULL,
        o3_tenths SMALLINT UNSIGNED NULL,
        hours TINYINT UNSIGNED NOT NULL,
        PRIMARY KEY (source, region, date)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE pollen_days (
        source VARCHAR(11) NOT NULL,
        region VARCHAR(9) NOT NULL,
        date DATE NOT NULL,
        kind VARCHAR(5) NOT NULL,
        level VARCHAR(9) NOT NULL,
        issued_at DATETIME(3) NOT NULL,
        raw MEDIUMTEXT NOT NULL,
        PRIMARY KEY (source, region, date, kind)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE exposure_regions (
        member_id BINARY(16) NOT NULL,
        region VARCHAR(9) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id),
        INDEX ix_exposure_regions_region (region)
      ) ${options}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['exposure_regions', 'pollen_days', 'air_days', 'air_hours']) {
      await runner.query(`DROP TABLE ${name}`);
    }
  }
}
