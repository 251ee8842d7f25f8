import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Titles in an index of their own, so that a common word in few titles is found without reading the documents, and
 * editions in another, so that copies are compared without it (libs/support/search). The table is copied: writes to it
 * wait, some minutes with 100,000 documents.
 */
export class SearchTitles20261122000200 implements MigrationInterface {
  name = 'SearchTitles20261122000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE search_documents SET title_text = LEFT(title_text, 760) WHERE CHAR_LENGTH(title_text) > 760`);
    await runner.query(`
      ALTER TABLE search_documents
        MODIFY title_text VARCHAR(760) COLLATE utf8mb4_0900_bin NOT NULL,
        ADD INDEX ix_search_documents_dated_at_number_title_text (dated_at, number, title_text),
        ADD INDEX ix_search_documents_number_edition_kind_id (number, edition, kind, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE search_documents
        DROP INDEX ix_search_documents_dated_at_number_title_text,
        DROP INDEX ix_search_documents_number_edition_kind_id,
        MODIFY title_text MEDIUMTEXT COLLATE utf8mb4_0900_bin NOT NULL`);
  }
}
