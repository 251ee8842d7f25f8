import { pageOf, pageQuery } from '@soomcare/http';
import { z } from 'zod';

import { drugClasses, drugConfidences, drugForms, drugMarkets, drugRoles } from './drug.entity.ts';

const MAX_QUERY_CHARACTERS = 50;

export const searchDrugsQuery = z.strictObject({
  q: z.string().trim().min(1).max(MAX_QUERY_CHARACTERS).meta({
    description:
      'Name, ingredient, what people call it, or initial sounds (ㅂㅌㄹ); spaces and case do not matter',
    example: '벤토린',
  }),
  ...pageQuery,
});
export type SearchDrugs = z.output<typeof searchDrugsQuery>;

export const drugParams = z.object({ id: z.uuid().toLowerCase() });

export const drugView = z
  .object({
    id: z.uuid(),
    nameKo: z.string().meta({ example: '벤토린 에보할러' }),
    nameEn: z.string().nullable(),
    ingredientKo: z.string().nullable(),
    ingredientEn: z.string().nullable(),
    atc: z.string().nullable().meta({ description: 'WHO ATC code', example: 'R03AC02' }),
    class: z.enum(drugClasses).nullable(),
    roleDefault: z
      .enum(drugRoles)
      .nullable()
      .meta({ description: 'A start value; the member’s own plan decides' }),
    form: z.enum(drugForms).nullable(),
    device: z.string().nullable(),
    strength: z.string().nullable().meta({ description: 'As printed', example: '100 µg/dose' }),
    dosesPerDevice: z.int().nullable(),
    discardAfterOpeningDays: z.int().nullable(),
    itemSeq: z.string().nullable().meta({ description: 'MFDS 품목기준코드, 9 digits' }),
    ediCode: z.string().nullable().meta({ description: 'HIRA 제품코드, 9 digits', example: '650000471' }),
    manufacturerKo: z.string().nullable(),
    market: z.enum(drugMarkets),
    suggestable: z.boolean().meta({
      description:
        'Whether to offer it for a new medicine; others are there so that an old device is recognised',
    }),
    confidence: z
      .enum(drugConfidences)
      .nullable()
      .meta({ description: 'Null: taken from an imported list as it was' }),
    checkedOn: z.iso.date().meta({ description: 'When these facts were last looked up' }),
  })
  .meta({
    id: 'Drug',
    description:
      'A product at one strength. Codes, names and packs come from lists of 건강보험심사평가원 (HIRA) and ' +
      '식품의약품안전처 (MFDS). What is not known is null.',
  });
export type DrugView = z.input<typeof drugView>;

export const drugPage = pageOf(drugView);
