import type { Database } from '@soomcare/database';
import { createIdempotency } from '@soomcare/http';

import { controlAssessmentTable } from '../assessment/control-assessment.entity.ts';
import { createControlAssessmentKind } from '../assessment/control-assessment.kind.ts';
import { exacerbationTable } from '../exacerbation/exacerbation.entity.ts';
import { createExacerbationKind } from '../exacerbation/exacerbation.kind.ts';
import { answeringIntakes } from '../intake/answering-intakes.ts';
import { createIntakeKind } from '../intake/intake.kind.ts';
import { createIntakeRepository } from '../intake/intake.repository.ts';
import type { Medicines } from '../intake/medicines.ts';
import { createPeakFlowKind } from '../peak-flow/peak-flow.kind.ts';
import { createPeakFlowRepository } from '../peak-flow/peak-flow.repository.ts';
import { createPersonalBestRepository } from '../personal-best/personal-best.repository.ts';
import { spirometryTable } from '../spirometry/spirometry.entity.ts';
import { createSpirometryKind } from '../spirometry/spirometry.kind.ts';
import { symptomRecordTable } from '../symptom/symptom-record.entity.ts';
import { createSymptomRecordKind } from '../symptom/symptom-record.kind.ts';
import { createDiaryRepository } from './diary-entry.repository.ts';
import { createDiaryService, type DiaryDeps } from './diary-entry.service.ts';

export interface DiariesDeps extends Pick<DiaryDeps, 'now' | 'newId'> {
  readonly medicines?: Medicines | undefined;
}

/** The six kinds of entries, each by way of a database, which may be one transaction's. */
export const createDiaries = ({ now, newId, medicines }: DiariesDeps) => {
  const depsOn = (database: Database): DiaryDeps => ({
    idempotency: createIdempotency({ database, now }),
    now,
    newId,
  });

  return {
    symptomRecords: (on: Database) =>
      createDiaryService(
        createSymptomRecordKind(createDiaryRepository(on, symptomRecordTable, 'occurredAt')),
        depsOn(on),
      ),

    peakFlows(on: Database) {
      const { listForRating } = createPersonalBestRepository(on);

      return createDiaryService(createPeakFlowKind(createPeakFlowRepository(on, listForRating)), depsOn(on));
    },

    spirometries: (on: Database) =>
      createDiaryService(
        createSpirometryKind(createDiaryRepository(on, spirometryTable, 'measuredAt')),
        depsOn(on),
      ),

    intakes(on: Database) {
      const plain = createIntakeRepository(on);
      const rows = medicines ? answeringIntakes(on, plain, medicines) : plain;

      return createDiaryService(createIntakeKind(rows, medicines), depsOn(on));
    },

    exacerbations: (on: Database) =>
      createDiaryService(
        createExacerbationKind(createDiaryRepository(on, exacerbationTable, 'startedAt'), now),
        depsOn(on),
      ),

    controlAssessments: (on: Database) =>
      createDiaryService(
        createControlAssessmentKind(createDiaryRepository(on, controlAssessmentTable, 'answeredAt')),
        depsOn(on),
      ),
  };
};
