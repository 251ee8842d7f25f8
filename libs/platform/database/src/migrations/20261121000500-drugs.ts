import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** The drug catalogue and the words by which it is searched (libs/domain/medications/src/drugs). */
export class Drugs20261121000500 implements MigrationInterface {
  name = 'Drugs20261121000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE drugs (
        id BINARY(16) NOT NULL,
        name_ko VARCHAR(200) NOT NULL,
        name_en VARCHAR(200) NULL,
        ingredient_ko VARCHAR(500) NULL,
        ingredient_en VARCHAR(500) NULL,
        atc VARCHAR(7) NULL,
        class VARCHAR(13) NULL,
        role_default VARCHAR(10) NULL,
        form VARCHAR(9) NULL,
        device VARCHAR(50) NULL,
        strength VARCHAR(200) NULL,
        doses_per_device SMALLINT UNSIGNED NULL,
        discard_after_opening_days SMALLINT UNSIGNED NULL,
        item_seq CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NULL,
        edi_code CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NULL,
        manufacturer_ko VARCHAR(100) NULL,
        synonyms VARCHAR(1000) NOT NULL,
        market VARCHAR(10) NOT NULL,
        confidence VARCHAR(10) NULL,
        source VARCHAR(1000) NOT NULL,
        checked_on DATE NOT NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_drugs_edi_code (edi_code)
      ) ${options}
    `);
    // Compared by code point: under a linguistic order the letter ㅂ and the syllables that begin with it are near,
    // and a prefix would not be one range of the index.
    await runner.query(`
      CREATE TABLE drug_terms (
        drug_id BINARY(16) NOT NULL,
        term VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
        kind VARCHAR(10) NOT NULL,
        PRIMARY KEY (drug_id, term),
        INDEX ix_drug_terms_term_kind_drug_id (term, kind, drug_id)
      ) ${options}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE drug_terms');
    await runner.query('DROP TABLE drugs');
  }
}
