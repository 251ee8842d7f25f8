import type { DrugField } from './drug-facts.ts';
import type { ListShape } from './list-shape.ts';

const columnOf: Readonly<Record<DrugField, string>> = {
  nameKo: 'name_ko',
  nameEn: 'name_en',
  ingredientKo: 'ingredient_ko',
  ingredientEn: 'ingredient_en',
  atc: 'atc',
  class: 'class',
  roleDefault: 'role_default',
  form: 'form',
  device: 'device',
  strength: 'strength',
  dosesPerDevice: 'doses_per_device',
  discardAfterOpeningDays: 'discard_after_opening_days',
  itemSeq: 'item_seq',
  ediCode: 'edi_code',
  manufacturerKo: 'manufacturer_ko',
  synonyms: 'synonyms',
  market: 'market',
  confidence: 'confidence',
  source: 'source',
  checkedOn: 'checked_on',
};
const columns = Object.entries(columnOf);

/** Our own list (libs/domain/medications/data): all that is known of a product. */
export const curatedList: ListShape = {
  name: 'own list',
  columns: [['name_ko'], ['edi_code'], ['role_default']],
  // The object has a key for each field.
  compares: Object.keys(columnOf) as DrugField[],
  addsProducts: true,
  read: (cell) => [Object.fromEntries(columns.map(([field, column]) => [field, cell(column)]))],
};
