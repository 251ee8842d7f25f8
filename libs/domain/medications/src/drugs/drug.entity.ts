import {
  type Column,
  instant,
  integer,
  localDate,
  nullable,
  table,
  text,
  uuidPrimary,
} from '@soomcare/database';

export const drugClasses = [
  'saba',
  'laba',
  'ics',
  'ics-laba',
  'ics-laba-lama',
  'lama',
  'sama',
  'saba-sama',
  'ltra',
  'xanthine',
  'ocs',
  'biologic',
  'other',
] as const;
export type DrugClass = (typeof drugClasses)[number];

/** Only a start value: what a medicine is for is said by the member's own plan. */
export const drugRoles = ['reliever', 'controller', 'both', 'none'] as const;
export type DrugRole = (typeof drugRoles)[number];

export const drugForms = [
  'pmdi',
  'dpi',
  'smi',
  'nebule',
  'tablet',
  'chewable',
  'granule',
  'syrup',
  'patch',
  'injection',
] as const;
export type DrugForm = (typeof drugForms)[number];

/** `doubtful`: nothing that we have read says whether it is sold. */
export const drugMarkets = ['on_market', 'off_market', 'doubtful'] as const;
export type DrugMarket = (typeof drugMarkets)[number];

/** Whether name, strength, pack and maker were `seen` in a list; null for a product of an imported list. */
export const drugConfidences = ['seen', 'memory'] as const;
export type DrugConfidence = (typeof drugConfidences)[number];

/** A product at one strength and pack size. What is not known is null. */
export class Drug {
  id!: string;
  nameKo!: string;
  nameEn!: string | null;
  /** Active parts, `/` between those of a combination. */
  ingredientKo!: string | null;
  ingredientEn!: string | null;
  /** WHO ATC, fifth level. */
  atc!: string | null;
  class!: DrugClass | null;
  roleDefault!: DrugRole | null;
  form!: DrugForm | null;
  /** The brand of the device, such as Turbuhaler. */
  device!: string | null;
  strength!: string | null;
  dosesPerDevice!: number | null;
  discardAfterOpeningDays!: number | null;
  /** 품목기준코드 of the permit (식품의약품안전처). */
  itemSeq!: string | null;
  /** 제품코드 of the price list (건강보험심사평가원). */
  ediCode!: string | null;
  manufacturerKo!: string | null;
  /** What people type for it, `;` between. */
  synonyms!: string;
  market!: DrugMarket;
  confidence!: DrugConfidence | null;
  /** Where the facts were read, `; ` between. */
  source!: string;
  checkedOn!: string;
  createdAt!: Date;
  updatedAt!: Date;
}

/** How good a word is as a way to its product, from the best on. */
export const drugTermKinds = ['name', 'word', 'synonym', 'ingredient'] as const;
export type DrugTermKind = (typeof drugTermKinds)[number];

/** A text by whose beginning a product is found (see `termsOf`). */
export class DrugTerm {
  drugId!: string;
  term!: string;
  kind!: DrugTermKind;
}

export const maxLength = {
  name: 200,
  ingredient: 500,
  device: 50,
  strength: 200,
  manufacturer: 100,
  synonyms: 1_000,
  source: 1_000,
  term: 100,
} as const;

const CODE_DIGITS = 9;
/** Nine digits, often with a leading zero, so never a number. */
const code = (): Column<string | null> => ({
  ...nullable(text(CODE_DIGITS)),
  type: 'char',
  charset: 'ascii',
  collation: 'ascii_bin',
});

export const drugTable = table<Drug>()({
  target: Drug,
  tableName: 'drugs',
  columns: {
    id: uuidPrimary(),
    nameKo: text(maxLength.name),
    nameEn: nullable(text(maxLength.name)),
    ingredientKo: nullable(text(maxLength.ingredient)),
    ingredientEn: nullable(text(maxLength.ingredient)),
    atc: nullable(text(7)),
    class: nullable(text(13)),
    roleDefault: nullable(text(10)),
    form: nullable(text(9)),
    device: nullable(text(maxLength.device)),
    strength: nullable(text(maxLength.strength)),
    dosesPerDevice: nullable(integer({ size: 'smallint', unsigned: true })),
    discardAfterOpeningDays: nullable(integer({ size: 'smallint', unsigned: true })),
    itemSeq: code(),
    ediCode: code(),
    manufacturerKo: nullable(text(maxLength.manufacturer)),
    synonyms: text(maxLength.synonyms),
    market: text(10),
    confidence: nullable(text(10)),
    source: text(maxLength.source),
    checkedOn: localDate(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  indices: [{ name: 'uq_drugs_edi_code', columns: ['ediCode'], unique: true }],
});

export const drugTermTable = table<DrugTerm>()({
  target: DrugTerm,
  tableName: 'drug_terms',
  columns: {
    drugId: uuidPrimary(),
    term: { ...text(maxLength.term), primary: true, collation: 'utf8mb4_0900_bin' },
    kind: text(10),
  },
  indices: [{ name: 'ix_drug_terms_term_kind_drug_id', columns: ['term', 'kind', 'drugId'] }],
});

/** For the context's list of tables. */
export const drugTables = [drugTable, drugTermTable] as const;
