import type { DiaryRepository } from '../diary/diary-entry.repository.ts';
import type { DiaryRouteNames } from '../diary/diary-entry.routes.ts';
import type { DiaryKind, DiaryRow, ValuesOf } from '../diary/diary-kind.ts';
import type { Spirometry } from './spirometry.entity.ts';
import { spirometryErrors } from './spirometry.errors.ts';
import {
  recordSpirometryBody,
  type SpirometryContent,
  type SpirometryView,
  spirometryView,
  updateSpirometryBody,
} from './spirometry.schemas.ts';

type SpirometryValues = ValuesOf<Spirometry>;

export const spirometryRoutes: DiaryRouteNames<SpirometryContent, SpirometryView> = {
  path: '/spirometries',
  operation: 'recordSpirometry',
  one: 'Spirometry',
  many: 'Spirometries',
  noun: 'a spirometry result',
  nouns: 'spirometry results',
  body: recordSpirometryBody,
  patch: updateSpirometryBody,
  view: spirometryView,
  errors: [spirometryErrors.FEV1_ABOVE_FVC],
};

const toCentilitres = (litres: number) => Math.round(litres * 100);

const litresOf = ({ fev1Centilitres, fvcCentilitres }: SpirometryValues) => ({
  fev1Litres: fev1Centilitres / 100,
  fvcLitres: fvcCentilitres / 100,
});

/** FEV1/FVC as a fraction, rounded to three decimals. */
export const fev1FvcRatio = (fev1Centilitres: number, fvcCentilitres: number): number =>
  Math.round((1_000 * fev1Centilitres) / fvcCentilitres) / 1_000;

export const createSpirometryKind = (
  entries: DiaryRepository<DiaryRow & SpirometryValues>,
): DiaryKind<SpirometryContent, SpirometryValues, SpirometryView> => ({
  operation: spirometryRoutes.operation,
  entries,
  instantOf: ({ measuredAt }) => measuredAt,

  settle(_memberId, { fev1Litres, fvcLitres, bronchodilator, qualityNote = null }, day) {
    const fev1Centilitres = toCentilitres(fev1Litres);
    const fvcCentilitres = toCentilitres(fvcLitres);
    if (fev1Centilitres > fvcCentilitres) throw spirometryErrors.FEV1_ABOVE_FVC();

    return { measuredAt: day.instant, fev1Centilitres, fvcCentilitres, bronchodilator, qualityNote };
  },

  contentOf: (row) => ({ ...row, ...litresOf(row) }),

  present: (row) => ({
    ...row,
    ...litresOf(row),
    fev1FvcRatio: fev1FvcRatio(row.fev1Centilitres, row.fvcCentilitres),
  }),
});
