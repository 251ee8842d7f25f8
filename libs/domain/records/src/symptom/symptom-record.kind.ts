import type { DiaryRepository } from '../diary/diary-entry.repository.ts';
import type { DiaryRouteNames } from '../diary/diary-entry.routes.ts';
import type { DiaryKind, DiaryRow, ValuesOf } from '../diary/diary-kind.ts';
import { joinList, splitList } from '../diary/listed-text.ts';
import type { RedFlag } from '../guidance/red-flags.ts';
import type { SymptomRecord } from './symptom-record.entity.ts';
import { symptomErrors } from './symptom-record.errors.ts';
import {
  recordSymptomsBody,
  type SymptomContent,
  type SymptomRecordView,
  symptomRecordView,
  updateSymptomRecordBody,
} from './symptom-record.schemas.ts';
import { type Symptom, type SymptomKind, symptomKinds, type Trigger } from './symptoms.ts';

type SymptomValues = ValuesOf<SymptomRecord>;

export const symptomRecordRoutes: DiaryRouteNames<SymptomContent, SymptomRecordView> = {
  path: '/symptom-records',
  operation: 'recordSymptoms',
  one: 'SymptomRecord',
  many: 'SymptomRecords',
  noun: 'a symptom record',
  nouns: 'symptom records',
  body: recordSymptomsBody,
  patch: updateSymptomRecordBody,
  view: symptomRecordView,
  errors: [symptomErrors.NO_SYMPTOM_GIVEN, symptomErrors.NO_SYMPTOMS_CONTRADICTED],
};

const propertyOf = {
  cough: 'cough',
  wheeze: 'wheeze',
  breathlessness: 'breathlessness',
  'chest-tightness': 'chestTightness',
  sputum: 'sputum',
  'night-waking': 'nightWaking',
  'activity-limitation': 'activityLimitation',
} as const satisfies Record<SymptomKind, keyof SymptomValues>;

const symptomsOf = (row: SymptomValues): Symptom[] =>
  symptomKinds.flatMap((kind) => {
    const severity = row[propertyOf[kind]];
    return severity === null ? [] : [{ kind, severity }];
  });

/** Written by `settle` below from the closed set. */
const triggersOf = (row: SymptomValues) => splitList(row.triggers) as Trigger[];

/** Likewise. */
const redFlagsOf = (row: SymptomValues) => splitList(row.redFlags ?? '') as RedFlag[];

/** @throws NO_SYMPTOM_GIVEN, NO_SYMPTOMS_CONTRADICTED */
const checkSymptoms = (symptoms: readonly Symptom[], flags: readonly RedFlag[], noSymptoms: boolean) => {
  if (!noSymptoms && symptoms.length + flags.length === 0) throw symptomErrors.NO_SYMPTOM_GIVEN();
  if (noSymptoms && (flags.length > 0 || symptoms.some(({ severity }) => severity > 0)))
    throw symptomErrors.NO_SYMPTOMS_CONTRADICTED();
};

const listsOf = (row: SymptomValues) => ({
  symptoms: symptomsOf(row),
  triggers: triggersOf(row),
  redFlags: redFlagsOf(row),
});

export const createSymptomRecordKind = (
  entries: DiaryRepository<DiaryRow & SymptomValues>,
): DiaryKind<SymptomContent, SymptomValues, SymptomRecordView> => ({
  operation: symptomRecordRoutes.operation,
  entries,
  instantOf: ({ occurredAt }) => occurredAt,

  settle(_memberId, { symptoms = [], triggers = [], redFlags = [], noSymptoms = false }, day) {
    checkSymptoms(symptoms, redFlags, noSymptoms);
    const severityOf = (kind: SymptomKind) => symptoms.find((each) => each.kind === kind)?.severity ?? null;

    return {
      occurredAt: day.instant,
      cough: severityOf('cough'),
      wheeze: severityOf('wheeze'),
      breathlessness: severityOf('breathlessness'),
      chestTightness: severityOf('chest-tightness'),
      sputum: severityOf('sputum'),
      nightWaking: severityOf('night-waking'),
      activityLimitation: severityOf('activity-limitation'),
      noSymptoms,
      triggers: joinList(triggers),
      redFlags: redFlags.length === 0 ? null : joinList(redFlags),
    };
  },

  contentOf: (row) => ({ ...row, ...listsOf(row) }),

  present: (row) => ({ ...row, ...listsOf(row) }),
});
