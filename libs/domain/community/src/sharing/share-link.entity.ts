import { instant, table, text, uuid, uuidPrimary } from '@soomcare/database';

/**
 * What opens a post to people without an account; deleting it closes the page. The token is kept as it is: it guards
 * nothing that this table's neighbour does not hold, and the same link must be given again.
 */
export class ShareLink {
  postId!: string;
  memberId!: string;
  token!: string;
  createdAt!: Date;
}

/** 128 bits in base64url. */
export const TOKEN_LENGTH = 22;

export const shareLinkTable = table<ShareLink>()({
  target: ShareLink,
  tableName: 'post_share_links',
  columns: {
    postId: uuidPrimary(),
    memberId: uuid(),
    token: { ...text(TOKEN_LENGTH), charset: 'ascii', collation: 'ascii_bin' },
    createdAt: instant(),
  },
  indices: [
    { name: 'uq_post_share_links_token', columns: ['token'], unique: true },
    { name: 'ix_post_share_links_member_id', columns: ['memberId'] },
  ],
});
