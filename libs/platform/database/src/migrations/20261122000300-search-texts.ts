import { type MigrationInterface, type QueryRunner } from 'typeorm';

const exactly = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin';

/**
 * What documents are searched in, apart from them (libs/support/search). All texts are copied and indexed anew: writes
 * to the old table wait, some minutes with 100,000 documents.
 */
export class SearchTexts20261122000300 implements MigrationInterface {
  name = 'SearchTexts20261122000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE search_texts (
        number BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
        member_id BINARY(16) NULL,
        title_text VARCHAR(760) ${exactly} NOT NULL,
        head_text MEDIUMTEXT ${exactly} NOT NULL,
        full_text MEDIUMTEXT ${exactly} NOT NULL,
        PRIMARY KEY (number),
        INDEX ix_search_texts_member_id (member_id),
        FULLTEXT INDEX ft_search_texts_head_text (head_text) WITH PARSER ngram,
        FULLTEXT INDEX ft_search_texts_full_text (full_text) WITH PARSER ngram
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci`);
    await runner.query(
      'ALTER TABLE search_documents ADD COLUMN text_number BIGINT UNSIGNED NULL AFTER title_text',
    );
    await runner.query('UPDATE search_documents SET text_number = number WHERE NOT is_removed');
    await runner.query(`
      INSERT INTO search_texts (number, member_id, title_text, head_text, full_text)
      SELECT text_number, member_id, title_text, head_text, full_text FROM search_documents WHERE text_number IS NOT NULL`);
    await runner.query(`
      ALTER TABLE search_documents
        DROP INDEX ft_search_documents_head_text,
        DROP INDEX ft_search_documents_full_text,
        DROP COLUMN head_text,
        DROP COLUMN full_text,
        DROP INDEX ix_search_documents_dated_at_number,
        ADD INDEX ix_search_documents_dated_at_number
          (dated_at, number, text_number, visibility, member_id, language, kind),
        DROP INDEX ix_search_documents_member_id,
        ADD INDEX ix_search_documents_member_id_visibility (member_id, visibility),
        ADD INDEX ix_search_documents_text_number
          (text_number, dated_at, visibility, member_id, language, kind)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE search_documents
        ADD COLUMN head_text MEDIUMTEXT ${exactly} NULL AFTER title_text,
        ADD COLUMN full_text MEDIUMTEXT ${exactly} NULL AFTER head_text`);
    await runner.query(`
      UPDATE search_documents d LEFT JOIN search_texts t ON t.number = d.text_number
         SET d.head_text = IFNULL(t.head_text, ''), d.full_text = IFNULL(t.full_text, '')`);
    await runner.query(`
      ALTER TABLE search_documents
        MODIFY head_text MEDIUMTEXT ${exactly} NOT NULL,
        MODIFY full_text MEDIUMTEXT ${exactly} NOT NULL,
        DROP INDEX ix_search_documents_dated_at_number,
        ADD INDEX ix_search_documents_dated_at_number (dated_at, number),
        DROP INDEX ix_search_documents_member_id_visibility,
        ADD INDEX ix_search_documents_member_id (member_id),
        DROP INDEX ix_search_documents_text_number,
        DROP COLUMN text_number`);
    await runner.query(
      'ALTER TABLE search_documents ADD FULLTEXT INDEX ft_search_documents_head_text (head_text) WITH PARSER ngram',
    );
    await runner.query(
      'ALTER TABLE search_documents ADD FULLTEXT INDEX ft_search_documents_full_text (full_text) WITH PARSER ngram',
    );
    await runner.query('DROP TABLE search_texts');
  }
}
