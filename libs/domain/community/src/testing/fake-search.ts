import type { PostDocument, PostSearch } from '../posts/post-documents.ts';

export interface FakeSearch extends PostSearch {
  /** What can be found under this id now. */
  find(id: string): PostDocument | undefined;
}

/** A search that remembers what it was told last, and takes an older version for nothing. */
export const createFakeSearch = (): FakeSearch => {
  const editions = new Map<string, { version: number; document?: PostDocument }>();
  const keep = (id: string, version: number, document?: PostDocument) => {
    if (version <= (editions.get(id)?.version ?? 0)) return;
    editions.set(id, { version, ...(document ? { document } : {}) });
  };

  return {
    publish(documents) {
      for (const document of documents) keep(document.id, document.version, document);
      return Promise.resolve();
    },
    withdraw(documents) {
      for (const { id, version } of documents) keep(id, version);
      return Promise.resolve();
    },
    find: (id) => editions.get(id)?.document,
  };
};
