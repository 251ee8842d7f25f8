import { pageOf, pageQuery } from '@soomcare/http';
import { storedInstant } from '@soomcare/member-rows';
import { z } from 'zod';

import { MAX_WORD, MAX_WORDS } from './synonym-group.entity.ts';

/** With a letter or number: other characters count for nothing in a search. */
const word = z
  .string()
  .normalize()
  .trim()
  .max(MAX_WORD)
  .regex(/^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N} ./+-]+$/u, 'letters, numbers, spaces and . / + -');
const words = z.array(word).max(MAX_WORDS);

const lists = {
  same: words.meta({
    description: 'Interchangeable with the term and with one another',
    example: ['인헬러'],
  }),
  foundBy: words.meta({
    description: 'Find the term, but are not found by it: a brand, a word used wrongly',
    example: ['호흡기'],
  }),
  finds: words.meta({ description: 'Are found by the term, but do not find it', example: [] }),
};

export const createSynonymBody = z
  .strictObject({
    term: word.meta({ example: '흡입기' }),
    same: lists.same.default([]),
    foundBy: lists.foundBy.default([]),
    finds: lists.finds.default([]),
  })
  .meta({ id: 'CreateSynonym' });
export type CreateSynonym = z.output<typeof createSynonymBody>;

export const editSynonymBody = z
  .strictObject({
    same: lists.same.optional(),
    foundBy: lists.foundBy.optional(),
    finds: lists.finds.optional(),
  })
  .refine((edit) => Object.keys(edit).length > 0, 'at least one key')
  .meta({ id: 'EditSynonym', description: 'The term stays: another term is another group' });
export type EditSynonym = z.output<typeof editSynonymBody>;

export const listSynonymsQuery = z.strictObject({
  q: word.optional().meta({ description: 'Only groups with a word that holds this' }),
  ...pageQuery,
});
export type ListSynonyms = z.output<typeof listSynonymsQuery>;

const list = z.array(z.string());
export const synonymView = z
  .object({
    id: z.uuid(),
    term: z.string(),
    same: list,
    foundBy: list,
    finds: list,
    version: z.int(),
    updatedAt: storedInstant,
  })
  .meta({ id: 'Synonym' });

export const synonymPage = pageOf(synonymView).meta({ id: 'SynonymPage' });
