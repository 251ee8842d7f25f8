import { type Database, removeInBatches, type Transaction } from '@soomcare/database';
import { createIdempotency, type Endpoint } from '@soomcare/http';
import { createMemberRowRepository } from '@soomcare/member-rows';

import { createActionPlanRepository } from './action-plan/action-plan.repository.ts';
import { actionPlanRoutes } from './action-plan/action-plan.routes.ts';
import { createActionPlanService } from './action-plan/action-plan.service.ts';
import { controlAssessmentTable } from './assessment/control-assessment.entity.ts';
import { controlAssessmentRoutes } from './assessment/control-assessment.kind.ts';
import { createCalendarRepository } from './calendar/calendar.repository.ts';
import { calendarRoutes } from './calendar/calendar.routes.ts';
import { type AirGradesByDay, createCalendarService } from './calendar/calendar.service.ts';
import { createDiaries } from './diary/diaries.ts';
import { diaryRoutes } from './diary/diary-entry.routes.ts';
import { undoSince } from './diary/diary-entry.service.ts';
import { syncedDiary } from './diary/synced-diary.ts';
import { syncedPlans } from './diary/synced-plans.ts';
import { exacerbationTable } from './exacerbation/exacerbation.entity.ts';
import { exacerbationRoutes } from './exacerbation/exacerbation.kind.ts';
import { createGuidance, type EmergencyContactsOf } from './guidance/guidance.ts';
import { createInsightRepository } from './insight/insight.repository.ts';
import { insightRoutes } from './insight/insight.routes.ts';
import { createInsightService } from './insight/insight.service.ts';
import type { AdherenceFacts, MedicineFacts } from './insight/medicine-facts.ts';
import type { PersonOf } from './insight/person.ts';
import { intakeRoutes } from './intake/intake.kind.ts';
import { createIntakeRepository } from './intake/intake.repository.ts';
import type { Medicines } from './intake/medicines.ts';
import { peakFlowTable } from './peak-flow/peak-flow.entity.ts';
import { peakFlowRoutes } from './peak-flow/peak-flow.kind.ts';
import { createPersonalBestRepository } from './personal-best/personal-best.repository.ts';
import { personalBestRoutes } from './personal-best/personal-best.routes.ts';
import { createPersonalBestService } from './personal-best/personal-best.service.ts';
import { spirometryTable } from './spirometry/spirometry.entity.ts';
import { spirometryRoutes } from './spirometry/spirometry.kind.ts';
import { symptomRecordTable } from './symptom/symptom-record.entity.ts';
import { type LookAtRecords, staffDiaryRoutes, staffMonthRoutes } from './staff/record.staff-routes.ts';
import { symptomRecordRoutes } from './symptom/symptom-record.kind.ts';

export interface RecordsDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Without them an intake may name any medication and any dose, and answers none. */
  readonly medicines?: Medicines;
  /** Without them every inhaler taken as needed counts as a short-acting reliever. */
  readonly medicineFacts?: MedicineFacts;
  /** Without it no day and no range has an adherence. */
  readonly adherence?: AdherenceFacts;
  /** Without it no day shows how the air was. */
  readonly airGrades?: AirGradesByDay | undefined;
  /** Without it nothing is compared with predicted values. */
  readonly personOf?: PersonOf;
  /** For the emergency card; the member's profile is another context's. */
  readonly emergencyContactsOf?: EmergencyContactsOf;
}

/** The diary: six kinds of entries, personal bests, and the month that shows them together. */
export const createRecords = ({
  database,
  now,
  newId,
  medicines,
  medicineFacts,
  adherence,
  airGrades,
  personOf,
  emergencyContactsOf,
}: RecordsDeps) => {
  const idempotency = createIdempotency({ database, now });
  const bestRows = createPersonalBestRepository(database);
  const intakeRows = createIntakeRepository(database);
  const allRows = [
    createMemberRowRepository(database, peakFlowTable),
    createMemberRowRepository(database, symptomRecordTable),
    createMemberRowRepository(database, spirometryTable),
    intakeRows,
    createMemberRowRepository(database, exacerbationTable),
    createMemberRowRepository(database, controlAssessmentTable),
    bestRows,
  ];

  const deps = { idempotency, now, newId };
  const diaries = createDiaries({ now, newId, medicines });
  const peakFlows = diaries.peakFlows(database);
  const symptomRecords = diaries.symptomRecords(database);
  const spirometries = diaries.spirometries(database);
  const intakes = diaries.intakes(database);
  const exacerbations = diaries.exacerbations(database);
  const controlAssessments = diaries.controlAssessments(database);
  const personalBests = createPersonalBestService({ bests: bestRows, ...deps });
  const planRows = createActionPlanRepository(database);
  const actionPlans = createActionPlanService({ plans: planRows, medicines, ...deps });
  const { listRelief } = intakeRows;
  const guidance = createGuidance({ plans: planRows, listRelief, medicineFacts, emergencyContactsOf });
  const calendar = createCalendarService({
    calendar: createCalendarRepository(database),
    now,
    adherenceByDay: adherence?.adherenceByDay,
    airGrades,
  });
  const insights = createInsightService({
    insights: createInsightRepository(database),
    now,
    medicineFacts,
    adherence,
    personOf,
  });

  const memberRoutes: Endpoint[] = [
    ...diaryRoutes(symptomRecordRoutes, symptomRecords, guidance.symptomRecords),
    ...diaryRoutes(peakFlowRoutes, peakFlows, guidance.peakFlows),
    ...diaryRoutes(spirometryRoutes, spirometries),
    ...diaryRoutes(intakeRoutes, intakes, guidance.intakes),
    ...diaryRoutes(exacerbationRoutes, exacerbations),
    ...diaryRoutes(controlAssessmentRoutes, controlAssessments),
    ...personalBestRoutes(personalBests),
    ...actionPlanRoutes(actionPlans),
    ...calendarRoutes(calendar),
    ...insightRoutes(insights),
  ];

  return {
    memberRoutes,
    /** Any member's records, each read noted by `lookAt` beforehand. */
    staffRoutes: (lookAt: LookAtRecords): Endpoint[] => [
      ...staffMonthRoutes({ calendar, personalBests }, lookAt),
      ...staffDiaryRoutes(symptomRecordRoutes, symptomRecords, lookAt),
      ...staffDiaryRoutes(peakFlowRoutes, peakFlows, lookAt),
      ...staffDiaryRoutes(spirometryRoutes, spirometries, lookAt),
      ...staffDiaryRoutes(intakeRoutes, intakes, lookAt),
      ...staffDiaryRoutes(exacerbationRoutes, exacerbations, lookAt),
      ...staffDiaryRoutes(controlAssessmentRoutes, controlAssessments, lookAt),
    ],
    /** What a member's devices may keep copies of, and write while they are offline. */
    syncedKinds: [
      syncedDiary(
        'symptomRecords',
        symptomRecordRoutes,
        diaries.symptomRecords,
        guidance.symptomRecords.guide,
      ),
      syncedDiary('peakFlows', peakFlowRoutes, diaries.peakFlows, guidance.peakFlows.guide),
      syncedDiary('spirometries', spirometryRoutes, diaries.spirometries),
      syncedDiary('intakes', intakeRoutes, diaries.intakes, guidance.intakes.guide),
      syncedDiary('exacerbations', exacerbationRoutes, diaries.exacerbations),
      syncedDiary('controlAssessments', controlAssessmentRoutes, diaries.controlAssessments),
      ...syncedPlans({ now, newId, medicines }),
    ],
    peakFlows,
    symptomRecords,
    spirometries,
    intakes,
    exacerbations,
    controlAssessments,
    personalBests,
    actionPlans,
    calendar,
    insights,

    /** Destroys all that is kept of a member here, within the withdrawal's own transaction. */
    async eraseMember(memberId: string, tx: Transaction): Promise<void> {
      for (const rows of allRows) await rows.erase(memberId, tx);
      await planRows.erase(memberId, tx);
      await idempotency.eraseMember(memberId, tx);
    },

    /** Destroys what was removed more than 30 days ago and forgets old idempotency keys. @returns how many rows. */
    async housekeeping(): Promise<number> {
      const before = undoSince(now());
      let destroyed = await idempotency.purge();
      for (const rows of allRows) {
        destroyed += await removeInBatches((limit) => rows.purgeRemoved(before, limit));
      }
      return destroyed;
    },
  };
};

export type Records = ReturnType<typeof createRecords>;
