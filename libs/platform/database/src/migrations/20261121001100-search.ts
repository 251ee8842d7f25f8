import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';
/** Compared by code point: the letter ㅂ is not the syllables that begin with it. */
const exactly = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin';

/** What can be searched for, and how it may be typed (libs/support/search). */
export class Search20261121001100 implements MigrationInterface {
  name = 'Search20261121001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE search_documents (
        number BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        kind VARCHAR(20) NOT NULL,
        id BINARY(16) NOT NULL,
        edition BIGINT UNSIGNED NOT NULL,
        is_removed BOOLEAN NOT NULL,
        visibility VARCHAR(10) NOT NULL,
        member_id BINARY(16) NULL,
        language VARCHAR(2) NOT NULL,
        dated_at DATETIME(3) NOT NULL,
        title VARCHAR(200) NOT NULL,
        tags VARCHAR(1000) NOT NULL,
        body MEDIUMTEXT NOT NULL,
        title_text MEDIUMTEXT ${exactly} NOT NULL,
        head_text MEDIUMTEXT ${exactly} NOT NULL,
        full_text MEDIUMTEXT ${exactly} NOT NULL,
        indexed_at DATETIME(6) NOT NULL,
        PRIMARY KEY (number),
        UNIQUE INDEX uq_search_documents_kind_id (kind, id),
        INDEX ix_search_documents_dated_at_number (dated_at, number),
        INDEX ix_search_documents_member_id (member_id),
        INDEX ix_search_documents_indexed_at (indexed_at),
        FULLTEXT INDEX ft_search_documents_head_text (head_text) WITH PARSER ngram,
        FULLTEXT INDEX ft_search_documents_full_text (full_text) WITH PARSER ngram
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE search_grams (
        gram VARCHAR(2) ${exactly} NOT NULL,
        titles INT UNSIGNED NOT NULL,
        heads INT UNSIGNED NOT NULL,
        texts INT UNSIGNED NOT NULL,
        PRIMARY KEY (gram)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE search_spellings (
        variant VARCHAR(30) ${exactly} NOT NULL,
        word VARCHAR(30) ${exactly} NOT NULL,
        PRIMARY KEY (variant, word)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE search_synonyms (
        typed VARCHAR(50) ${exactly} NOT NULL,
        means VARCHAR(50) ${exactly} NOT NULL,
        PRIMARY KEY (typed, means)
      ) ${options}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search_synonyms, search_spellings, search_grams, search_documents');
  }
}
