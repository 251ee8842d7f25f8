import { instant, integer, primary, table, uuid } from '@soomcare/database';

/** How much a member has written: in all, and in the hour that began with the first of these writes. */
export class PostingCount {
  memberId!: string;
  total!: number;
  hourBeganAt!: Date;
  inHour!: number;
}

export const postingCountTable = table<PostingCount>()({
  target: PostingCount,
  tableName: 'posting_counts',
  columns: {
    memberId: primary(uuid()),
    total: integer({ unsigned: true }),
    hourBeganAt: instant(),
    inHour: integer({ unsigned: true }),
  },
});
