import type { DiaryRepository } from '../diary/diary-entry.repository.ts';
import type { DiaryRouteNames } from '../diary/diary-entry.routes.ts';
import type { DiaryKind, DiaryRow, ValuesOf } from '../diary/diary-kind.ts';
import { settleDay } from '../diary/settled-day.ts';
import type { Exacerbation } from './exacerbation.entity.ts';
import { exacerbationErrors } from './exacerbation.errors.ts';
import {
  type ExacerbationContent,
  type ExacerbationView,
  exacerbationView,
  recordExacerbationBody,
  updateExacerbationBody,
} from './exacerbation.schemas.ts';

type ExacerbationValues = ValuesOf<Exacerbation>;

export const exacerbationRoutes: DiaryRouteNames<ExacerbationContent, ExacerbationView> = {
  path: '/exacerbations',
  operation: 'recordExacerbation',
  one: 'Exacerbation',
  many: 'Exacerbations',
  noun: 'an exacerbation',
  nouns: 'exacerbations',
  body: recordExacerbationBody,
  patch: updateExacerbationBody,
  view: exacerbationView,
  errors: [exacerbationErrors.ENDS_BEFORE_START],
};

export const createExacerbationKind = (
  entries: DiaryRepository<DiaryRow & ExacerbationValues>,
  now: () => Date,
): DiaryKind<ExacerbationContent, ExacerbationValues, ExacerbationView> => ({
  operation: exacerbationRoutes.operation,
  entries,
  instantOf: ({ startedAt }) => startedAt,

  settle(_memberId, { endedAt, kind, missedDays = null, oralSteroidDays = null, place = null }, day) {
    const end = endedAt ? settleDay(endedAt, day.timeZone, now()) : null;
    if (end && end.instant < day.instant) throw exacerbationErrors.ENDS_BEFORE_START();

    return {
      startedAt: day.instant,
      endedAt: end?.instant ?? null,
      endedOn: end?.recordedOn ?? null,
      kind,
      missedDays,
      oralSteroidDays,
      place,
    };
  },

  contentOf: (row) => row,
  present: (row) => row,
});
