import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';
const exactly = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin';

/** What is searched for, without who; and the synonyms as staff edit them (libs/support/search). */
export class SearchQueries20261121002600 implements MigrationInterface {
  name = 'SearchQueries20261121002600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE search_queries (
        searched_on DATE NOT NULL,
        text VARCHAR(100) ${exactly} NOT NULL,
        searcher BINARY(16) NOT NULL,
        searches INT UNSIGNED NOT NULL,
        misses INT UNSIGNED NOT NULL,
        PRIMARY KEY (searched_on, text, searcher),
        INDEX ix_search_queries_searcher (searcher)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE search_suggestions (
        typed VARCHAR(100) ${exactly} NOT NULL,
        text VARCHAR(100) ${exactly} NOT NULL,
        searches INT UNSIGNED NOT NULL,
        PRIMARY KEY (typed, text)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE search_synonym_groups (
        id BINARY(16) NOT NULL,
        term VARCHAR(50) ${exactly} NOT NULL,
        same VARCHAR(1700) NOT NULL,
        found_by VARCHAR(1700) NOT NULL,
        finds VARCHAR(1700) NOT NULL,
        is_removed BOOLEAN NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        updated_at DATETIME(3) NOT NULL,
        updated_by BINARY(16) NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_search_synonym_groups_term (term)
      ) ${options}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search_synonym_groups, search_suggestions, search_queries');
  }
}
