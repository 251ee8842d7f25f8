import { createCursor, cutPage, pageSize } from '@soomcare/http';
import { z } from 'zod';

import { drugErrors } from './drug.errors.ts';
import type { DrugRepository, DrugRow } from './drug.repository.ts';
import type { DrugView, SearchDrugs } from './drug.schemas.ts';
import { drugWordsOf } from './search/drug-terms.ts';

const cursor = createCursor(
  z.strictObject({ isOff: z.int().min(0).max(1), rank: z.int().min(0).max(4), id: z.uuid() }),
);

const present = ({
  synonyms: _synonyms,
  source: _source,
  createdAt: _createdAt,
  updatedAt: _updatedAt,
  ...drug
}: DrugRow): DrugView => ({ ...drug, suggestable: drug.market === 'on_market' });

export const createDrugService = ({ drugs }: { drugs: DrugRepository }) => ({
  /** The best matches first; nothing where the text holds no letter and no number. */
  async search(query: SearchDrugs): Promise<{ items: DrugView[]; nextCursor: string | null }> {
    const after = query.cursor === undefined ? null : cursor.decode(query.cursor);
    const words = drugWordsOf(query.q);
    if (words.length === 0) return { items: [], nextCursor: null };

    const limit = pageSize(query);
    const found = await drugs.search(words, limit + 1, after);
    const { items, nextCursor } = cutPage(found, limit, ({ at }) => cursor.encode(at));

    return { items: items.map(({ drug }) => present(drug)), nextCursor };
  },

  async find(id: string): Promise<DrugView | null> {
    const drug = await drugs.find(id);

    return drug && present(drug);
  },

  async get(id: string): Promise<DrugView> {
    const drug = await drugs.find(id);
    if (!drug) throw drugErrors.DRUG_NOT_FOUND();

    return present(drug);
  },

  async findByEdiCode(ediCode: string): Promise<DrugView | null> {
    const drug = await drugs.findByEdiCode(ediCode);

    return drug && present(drug);
  },
});

export type DrugService = ReturnType<typeof createDrugService>;
