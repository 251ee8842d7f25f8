import { binaryToUuid, type Database, isoInstant } from '@soomcare/database';
import { type SearchDocument } from '@soomcare/search';

type DrugRow = Readonly<
  Record<'nameKo' | 'createdAt' | 'updatedAt' | 'synonyms', string> &
    Record<'market', keyof typeof marketNotes> &
    Record<
      'nameEn' | 'ingredientKo' | 'ingredientEn' | 'device' | 'strength' | 'manufacturerKo',
      string | null
    >
> & { readonly id: Buffer };

/** What is not to be suggested for a new medicine is found by its names only, and says so. */
const marketNotes = { on_market: '', off_market: ' (판매 중단)', doubtful: ' (판매 여부 미확인)' } as const;

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

const documentOf = ({ id, synonyms, market, ...drug }: DrugRow): SearchDocument => ({
  kind: 'drug',
  id: binaryToUuid(id),
  title: drug.nameKo + marketNotes[market],
  tags: asMuchAsFits([
    ...stated([drug.nameEn, ...(market === 'on_market' ? [drug.ingredientKo, drug.ingredientEn] : [])]),
    ...synonyms.split(';').map((synonym) => synonym.trim()),
  ]),
  body: stated([drug.device, drug.strength, drug.manufacturerKo]).join('\n'),
  visibility: 'members',
  memberId: null,
  language: 'ko',
  date: new Date(isoInstant(drug.createdAt)),
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
                d.synonyms, d.market, d.created_at AS createdAt, d.updated_at AS updatedAt
           FROM drugs d WHERE d.id > ? ORDER BY d.id LIMIT ${batch}`,
        [last],
      );
      yield rows.map(documentOf);
      last = rows.at(batch - 1)?.id;
    }
  },
});
