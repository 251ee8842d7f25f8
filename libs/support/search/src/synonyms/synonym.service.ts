import { duplicateKeyName } from '@soomcare/database';
import { createCursor, cutPage, httpErrors, pageSize } from '@soomcare/http';
import { z } from 'zod';

import { type StoredGroup } from './synonym-group.repository.ts';
import { type SynonymStore } from './synonym-store.ts';
import { synonymErrors } from './synonym.errors.ts';
import { type CreateSynonym, type EditSynonym, type ListSynonyms } from './synonym.schemas.ts';

const cursor = createCursor(z.strictObject({ term: z.string() }));

export interface SynonymServiceDeps {
  readonly store: SynonymStore;
  readonly now: () => Date;
  readonly newId: () => string;
}

type View = Omit<StoredGroup, 'same' | 'foundBy' | 'finds'> & Record<'same' | 'foundBy' | 'finds', string[]>;

const present = ({ same, foundBy, finds, ...group }: StoredGroup): View => ({
  ...group,
  same: [...same],
  foundBy: [...foundBy],
  finds: [...finds],
});

/** How editors tend the synonyms. An edit counts in both engines with the next search. */
export const createSynonymService = ({ store, now, newId }: SynonymServiceDeps) => {
  const { groups, change } = store;

  const get = async (id: string): Promise<View> => {
    const group = await groups.find(id);
    if (!group) throw synonymErrors.SYNONYM_NOT_FOUND();
    return present(group);
  };

  return {
    get,

    async list({ q, ...page }: ListSynonyms): Promise<{ items: View[]; nextCursor: string | null }> {
      const after = page.cursor === undefined ? null : cursor.decode(page.cursor).term;
      const limit = pageSize(page);

      const found = await groups.list({ containing: q ?? null, after }, limit + 1);
      return cutPage(found.map(present), limit, ({ term }) => cursor.encode({ term }));
    },

    async create(staffId: string, words: CreateSynonym): Promise<View> {
      const edit = { staffId, at: now() };
      try {
        const id = await change(async (tx) => {
          const revived = await groups.revive(words, edit, tx);
          if (revived !== null) return revived;

          const made = newId();
          await groups.insert(made, words, edit, tx);
          return made;
        });
        return await get(id);
      } catch (error) {
        if (duplicateKeyName(error) === 'uq_search_synonym_groups_term') throw synonymErrors.SYNONYM_EXISTS();
        throw error;
      }
    },

    /** @param expectedVersion null where any will do */
    async edit(
      staffId: string,
      id: string,
      edit: EditSynonym,
      expectedVersion: number | null,
    ): Promise<View> {
      const group = await get(id);
      const version = expectedVersion ?? group.version;
      const words = {
        same: edit.same ?? group.same,
        foundBy: edit.foundBy ?? group.foundBy,
        finds: edit.finds ?? group.finds,
      };

      await change(async (tx) => {
        const isDone = await groups.update({ id, version, ...words }, { staffId, at: now() }, tx);
        if (!isDone) throw httpErrors.VERSION_MISMATCH();
      });
      return get(id);
    },

    async remove(staffId: string, id: string): Promise<void> {
      await change(async (tx) => {
        const isDone = await groups.remove(id, { staffId, at: now() }, tx);
        if (!isDone) throw synonymErrors.SYNONYM_NOT_FOUND();
      });
    },
  };
};

export type SynonymService = ReturnType<typeof createSynonymService>;
