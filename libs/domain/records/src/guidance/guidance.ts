import type { Locale } from '@soomcare/http';
import { addDays } from '@soomcare/time';

import type { ActionPlanRepository, NumberedPlan } from '../action-plan/action-plan.repository.ts';
import type { WriteAnswer } from '../diary/diary-entry.routes.ts';
import { type MedicineFacts, relieverKindOf } from '../insight/medicine-facts.ts';
import { BURST_DAYS, relieverTrendOf } from '../insight/reliever-use.ts';
import type { IntakeRepository } from '../intake/intake.repository.ts';
import type { IntakeView } from '../intake/intake.schemas.ts';
import type { PeakFlowView } from '../peak-flow/peak-flow.schemas.ts';
import type { SymptomRecordView } from '../symptom/symptom-record.schemas.ts';
import { type Finding, peakFlowFinding, relieverFinding, symptomFinding } from './findings.ts';
import { AMBULANCE, emergencyTexts, generalAdvice } from './guidance-texts.ts';
import {
  type ActionPlanAnswer,
  type EmergencyCard,
  type Guidance,
  writtenIntakeView,
  writtenPeakFlowView,
  writtenSymptomRecordView,
} from './guidance.schemas.ts';

/** Whom to ring, as the member's profile names them. */
export type EmergencyContactsOf = (memberId: string) => Promise<EmergencyCard['contacts']>;

export interface GuidanceDeps {
  readonly plans: Pick<ActionPlanRepository, 'findCurrent'>;
  readonly listRelief: IntakeRepository['listRelief'];
  /** Without it every inhaler taken as needed counts as a short-acting reliever. */
  readonly medicineFacts?: Pick<MedicineFacts, 'listOf'> | undefined;
  /** Without it the card names nobody. */
  readonly emergencyContactsOf?: EmergencyContactsOf | undefined;
}

/** No threshold lies above the personal best itself. */
const ALWAYS_GREEN_PERCENT = 100;

const nothing: Guidance = { actionPlan: null, emergency: null };

const planAnswer = (finding: Finding, plan: NumberedPlan | null, locale: Locale): ActionPlanAnswer => {
  if (plan) {
    const instructions = plan.instructions.filter(({ zone }) => zone === finding.zone);
    return { ...finding, planVersion: plan.planVersion, instructions, source: null };
  }

  const { lines, source } = generalAdvice(finding);
  const instructions = lines[locale].map((text) => ({ text, medicationId: null }));
  return { ...finding, planVersion: null, instructions, source };
};

/** What is to be said at once to an entry that was just written, in the caller's language. */
export const createGuidance = ({ plans, listRelief, medicineFacts, emergencyContactsOf }: GuidanceDeps) => {
  const emergencyCard = async (memberId: string, locale: Locale): Promise<EmergencyCard> => ({
    headline: emergencyTexts.headline[locale],
    steps: [...emergencyTexts.lines[locale]],
    phone: AMBULANCE,
    // Whatever is wrong with the profile must not keep the card back.
    contacts: (await emergencyContactsOf?.(memberId).catch(() => [])) ?? [],
    source: emergencyTexts.source,
  });

  const answerTo = async (
    memberId: string,
    locale: Locale,
    finding: Finding | null,
    plan: NumberedPlan | null,
  ): Promise<Guidance> => {
    if (!finding) return nothing;

    return {
      actionPlan: planAnswer(finding, plan, locale),
      emergency: finding.zone === 'red' ? await emergencyCard(memberId, locale) : null,
    };
  };

  /** Formoterol with a steroid is treatment, however often; what nobody can tell counts. */
  const counts = (kind: ReturnType<typeof relieverKindOf>) => kind === 'short-acting' || kind === 'unknown';

  const overUseFinding = async (memberId: string, intake: IntakeView): Promise<Finding | null> => {
    if (intake.purpose !== 'as_needed' || intake.puffs === null) return null;

    const facts = await medicineFacts?.listOf(memberId);
    const isShortActing = ({ medicationId }: { medicationId: string | null }) =>
      counts(relieverKindOf(facts?.find((fact) => fact.medicationId === medicationId)));
    if (!isShortActing(intake)) return null;

    const { recordedOn } = intake;
    const days = Array.from({ length: BURST_DAYS }, (_, back) => addDays(recordedOn, -back));
    const range = { from: addDays(recordedOn, 1 - BURST_DAYS), to: recordedOn };
    const relief = await listRelief(memberId, range);

    return relieverFinding(relieverTrendOf(relief.filter(isShortActing), days));
  };

  const peakFlows: WriteAnswer<PeakFlowView> = {
    view: writtenPeakFlowView,
    async guide(memberId, entry, locale) {
      const { percentOfBest } = entry;
      if (percentOfBest === null || percentOfBest >= ALWAYS_GREEN_PERCENT) return nothing;

      const plan = await plans.findCurrent(memberId);
      const finding = peakFlowFinding(percentOfBest, plan ?? undefined);
      return answerTo(memberId, locale, finding, plan);
    },
  };

  const symptomRecords: WriteAnswer<SymptomRecordView> = {
    view: writtenSymptomRecordView,
    async guide(memberId, entry, locale) {
      const finding = symptomFinding(entry);
      const plan = finding && (await plans.findCurrent(memberId));
      return answerTo(memberId, locale, finding, plan);
    },
  };

  const intakes: WriteAnswer<IntakeView> = {
    view: writtenIntakeView,
    async guide(memberId, entry, locale) {
      const finding = await overUseFinding(memberId, entry);
      const plan = finding && (await plans.findCurrent(memberId));
      return answerTo(memberId, locale, finding, plan);
    },
  };

  return { peakFlows, symptomRecords, intakes };
};
