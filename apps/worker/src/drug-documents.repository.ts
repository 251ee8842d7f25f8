import { binaryToUuid, type Database, isoInstant } from '@soomcare/database';
import type { DrugClass, DrugForm } from '@soomcare/medications';
import { type SearchDocument } from '@soomcare/search';

import { classWords, formWords } from './drug-words.ts';

type DrugRow = Readonly<
  Record<'nameKo' | 'updatedAt' | 'synonyms', string> &
    Record<'market', keyof typeof marketNotes> &
    Record<
      'nameEn' | 'ingredientKo' | 'ingredientEn' | 'device' | 'strength' | 'manufacturerKo',
      string | null
    > & { drugClass: DrugClass | null; form: DrugForm | null }
> & { readonly id: Buffer };

/** What is not to be suggested for a new medicine is found by its names only, and says so. */
const marketNotes = { on_market: '', off_market: ' (판매 중단)', doubtful: ' (판매 여부 미확인)' } as const;

/** A medicine is no news: what people write about it comes first. */
const DATE = new Date('2000-01-01T00:00:00Z');
const UUID_BYTES = 16;
/** As much as the search takes. */
const MAX_TAGS_LENGTH = 1_000;

const stated = (texts: readonly (string | null)[]): string[] => texts.filter((text) => text !== null);

const asMuchAsFits = (tags: readonly string[]): string[] => {
  let length = 0;
  return tags.filter((tag) => {
    length += tag.length + 1;
    return length <= MAX_TAGS_LENGTH;
  });
};

/** Enough of an ingredient to know it by: 살메테롤지나포산염 is called 살메테롤. */
const STEM = 4;

/** Names, and what else members call it; what is in it only where it may be suggested. */
const tagsOf = (drug: DrugRow): string[] => {
  const { nameEn, ingredientKo, ingredientEn, drugClass, market, synonyms } = drug;
  const called = synonyms.split(';').map((synonym) => synonym.trim());
  if (market === 'on_market') {
    const ofClass = drugClass ? classWords[drugClass] : [];
    return [...stated([nameEn, ingredientKo, ingredientEn]), ...ofClass, ...called];
  }

  const stems = (ingredientKo ?? '').split('/').map((part) => part.slice(0, STEM));
  const isIngredient = (name: string) => stems.some((stem) => stem !== '' && name.includes(stem));
  return [...stated([nameEn]), ...called.filter((name) => !isIngredient(name))];
};

const documentOf = (drug: DrugRow): SearchDocument => ({
  kind: 'drug',
  id: binaryToUuid(drug.id),
  title: drug.nameKo + marketNotes[drug.market],
  tags: asMuchAsFits(tagsOf(drug)),
  body: stated([
    drug.device,
    // Of a combination or a solution it begins with what is in it.
    drug.strength?.replace(/^\D+/, '') ?? null,
    drug.manufacturerKo,
    drug.market === 'on_market' && drug.form ? formWords[drug.form] : null,
  ]).join('\n'),
  visibility: 'members',
  memberId: null,
  language: 'ko',
  date: DATE,
  version: new Date(isoInstant(drug.updatedAt)).getTime(),
});

/** The drug catalogue as search knows it. */
export const createDrugDocuments = (database: Database) => ({
  /** All of it, in batches. */
  async *all(batch: number): AsyncGenerator<SearchDocument[]> {
    let last: Buffer | undefined = Buffer.alloc(UUID_BYTES);
    while (last) {
      const rows: DrugRow[] = await database.rows<DrugRow>(
        `SELECT d.id, d.name_ko AS nameKo, d.name_en AS nameEn, d.ingredient_ko AS ingredientKo,
                d.ingredient_en AS ingredientEn, d.device, d.strength, d.manufacturer_ko AS manufacturerKo,
                d.class AS drugClass, d.form, d.synonyms, d.market, d.updated_at AS updatedAt
           FROM drugs d WHERE d.id > ? ORDER BY d.id LIMIT ${batch}`,
        [last],
      );
      yield rows.map(documentOf);
      last = rows.at(batch - 1)?.id;
    }
  },
});
