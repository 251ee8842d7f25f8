import type { Database } from '@soomcare/database';

import { documentOf, type PostDocument } from './post-documents.ts';
import { createPostRepository } from './post.repository.ts';

const BATCH = 200;

/** For a rebuild of search: every post that can be read, in batches. */
export const listedPostDocuments = async function* (
  database: Database,
  batch: number = BATCH,
): AsyncGenerator<PostDocument[]> {
  for await (const posts of createPostRepository(database).allListed(batch)) yield posts.map(documentOf);
};
