import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** Health-information articles, each text they ever had, and what members keep of them (libs/domain/content). */
export class Content20261121001700 implements MigrationInterface {
  name = 'Content20261121001700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE articles (
        id BINARY(16) NOT NULL,
        slug VARCHAR(80) NOT NULL,
        language VARCHAR(2) NOT NULL,
        state VARCHAR(9) NOT NULL,
        revision INT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_articles_slug_language (slug, language),
        INDEX ix_articles_language (language),
        INDEX ix_articles_updated_at_id (updated_at, id)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE article_revisions (
        article_id BINARY(16) NOT NULL,
        number INT UNSIGNED NOT NULL,
        category VARCHAR(40) NOT NULL,
        title VARCHAR(120) NOT NULL,
        summary VARCHAR(300) NOT NULL,
        body_markdown MEDIUMTEXT NOT NULL,
        body_html MEDIUMTEXT NOT NULL,
        tags VARCHAR(700) NOT NULL,
        sources MEDIUMTEXT NOT NULL,
        author_name VARCHAR(60) NOT NULL,
        reviewer_name VARCHAR(60) NULL,
        reviewed_on DATE NULL,
        review_due_on DATE NOT NULL,
        written_by BINARY(16) NULL,
        written_at DATETIME(3) NOT NULL,
        publish_at DATETIME(3) NULL,
        published_by BINARY(16) NULL,
        withdrawn_at DATETIME(3) NULL,
        withdrawn_by BINARY(16) NULL,
        PRIMARY KEY (article_id, number),
        INDEX ix_article_revisions_article_id_publish_at (article_id, publish_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE article_marks (
        member_id BINARY(16) NOT NULL,
        article_id BINARY(16) NOT NULL,
        bookmarked_at DATETIME(3) NULL,
        percent_read TINYINT UNSIGNED NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id, article_id),
        INDEX ix_article_marks_member_id_bookmarked_at (member_id, bookmarked_at, article_id)
      ) ${options}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE article_marks');
    await runner.query('DROP TABLE article_revisions');
    await runner.query('DROP TABLE articles');
  }
}
