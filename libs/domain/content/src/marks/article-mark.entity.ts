import { instant, integer, nullable, primary, table, uuid } from '@soomcare/database';

/** What one member keeps of one article. */
export class ArticleMark {
  memberId!: string;
  articleId!: string;
  bookmarkedAt!: Date | null;
  /** The furthest that was read, 0–100. */
  percentRead!: number;
  updatedAt!: Date;
}

export const articleMarkTable = table<ArticleMark>()({
  target: ArticleMark,
  tableName: 'article_marks',
  columns: {
    memberId: primary(uuid()),
    articleId: primary(uuid()),
    bookmarkedAt: nullable(instant()),
    percentRead: integer({ size: 'tinyint', unsigned: true }),
    updatedAt: instant(),
  },
  indices: [
    {
      name: 'ix_article_marks_member_id_bookmarked_at',
      columns: ['memberId', 'bookmarkedAt', 'articleId'],
    },
  ],
});
