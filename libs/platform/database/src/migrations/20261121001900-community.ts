import { type MigrationInterface, type QueryRunner } from 'typeorm';

const options = 'ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci';

/** Boards, what members write there, and what they think of it (libs/domain/community). */
export class Community20261121001900 implements MigrationInterface {
  name = 'Community20261121001900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE boards (
        id BINARY(16) NOT NULL,
        slug VARCHAR(40) NOT NULL,
        position SMALLINT UNSIGNED NOT NULL,
        name_ko VARCHAR(40) NOT NULL,
        name_en VARCHAR(40) NOT NULL,
        description_ko VARCHAR(200) NOT NULL,
        description_en VARCHAR(200) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_boards_slug (slug)
      ) ${options}
    `);
    await runner.query(`
      INSERT INTO boards (id, slug, position, name_ko, name_en, description_ko, description_en) VALUES
        (UUID_TO_BIN('01932e00-0000-7000-8000-000000000001'), 'stories', 1, '이야기 나누기', 'Stories',
         '천식과 함께하는 하루하루를 나눠요', 'Everyday life with asthma'),
        (UUID_TO_BIN('01932e00-0000-7000-8000-000000000002'), 'daily-care', 2, '생활 관리', 'Daily care',
         '집, 일터, 운동, 여행에서 알게 된 것을 나눠요', 'What helps at home, at work, in sport and on the road'),
        (UUID_TO_BIN('01932e00-0000-7000-8000-000000000003'), 'questions', 3, '묻고 답하기', 'Questions',
         '궁금한 것을 물어보세요. 약과 치료는 진료 때 상의하세요',
         'Ask each other; medicines and treatment are for your doctor')
    `);
    await runner.query(`
      CREATE TABLE posts (
        id BINARY(16) NOT NULL,
        member_id BINARY(16) NULL,
        board_id BINARY(16) NOT NULL,
        title VARCHAR(100) NOT NULL,
        body TEXT NOT NULL,
        visibility VARCHAR(8) NOT NULL,
        file_ids VARCHAR(200) NOT NULL,
        like_count INT UNSIGNED NOT NULL,
        comment_count INT UNSIGNED NOT NULL,
        last_comment_number INT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        edited_at DATETIME(3) NULL,
        deleted_at DATETIME(3) NULL,
        hidden_at DATETIME(3) NULL,
        hidden_reason VARCHAR(200) NULL,
        create_fingerprint BINARY(32) NOT NULL,
        PRIMARY KEY (id),
        INDEX ix_posts_board_id_created_at_id (board_id, created_at, id),
        INDEX ix_posts_created_at_id (created_at, id),
        INDEX ix_posts_member_id_created_at (member_id, created_at),
        INDEX ix_posts_deleted_at (deleted_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE post_revisions (
        post_id BINARY(16) NOT NULL,
        version INT UNSIGNED NOT NULL,
        title VARCHAR(100) NOT NULL,
        body TEXT NOT NULL,
        replaced_at DATETIME(3) NOT NULL,
        PRIMARY KEY (post_id, version)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE comments (
        id BINARY(16) NOT NULL,
        post_id BINARY(16) NOT NULL,
        member_id BINARY(16) NULL,
        parent_id BINARY(16) NULL,
        thread_number INT UNSIGNED NOT NULL,
        number INT UNSIGNED NOT NULL,
        body VARCHAR(2000) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        deleted_at DATETIME(3) NULL,
        hidden_at DATETIME(3) NULL,
        hidden_reason VARCHAR(200) NULL,
        create_fingerprint BINARY(32) NOT NULL,
        PRIMARY KEY (id),
        UNIQUE INDEX uq_comments_post_id_thread_number_number (post_id, thread_number, number),
        INDEX ix_comments_member_id_created_at (member_id, created_at),
        INDEX ix_comments_deleted_at (deleted_at)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE post_likes (
        member_id BINARY(16) NOT NULL,
        post_id BINARY(16) NOT NULL,
        liked_at DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id, post_id),
        INDEX ix_post_likes_post_id (post_id)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE post_bookmarks (
        member_id BINARY(16) NOT NULL,
        post_id BINARY(16) NOT NULL,
        bookmarked_at DATETIME(3) NOT NULL,
        PRIMARY KEY (member_id, post_id),
        INDEX ix_post_bookmarks_member_id_bookmarked_at_post_id (member_id, bookmarked_at, post_id),
        INDEX ix_post_bookmarks_post_id (post_id)
      ) ${options}
    `);
    await runner.query(`
      CREATE TABLE post_share_links (
        post_id BINARY(16) NOT NULL,
        member_id BINARY(16) NOT NULL,
        token VARCHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        created_at DATETIME(3) NOT NULL,
        PRIMARY KEY (post_id),
        UNIQUE INDEX uq_post_share_links_token (token),
        INDEX ix_post_share_links_member_id (member_id)
      ) ${options}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [
      'post_share_links',
      'post_bookmarks',
      'post_likes',
      'comments',
      'post_revisions',
      'posts',
      'boards',
    ]) {
      await runner.query(`DROP TABLE ${name}`);
    }
  }
}
