import type { Idempotency } from '@soomcare/http';
import { type CreateCall, insertOnce } from '@soomcare/member-rows';
import { localDayOf } from '@soomcare/time';

import type { Medicines } from '../intake/medicines.ts';
import { actionPlanErrors } from './action-plan.errors.ts';
import type { ActionPlanRepository, NumberedPlan } from './action-plan.repository.ts';
import type { ActionPlanView, RecordActionPlan } from './action-plan.schemas.ts';

export interface ActionPlanDeps {
  readonly plans: ActionPlanRepository;
  readonly idempotency: Idempotency;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Without them a line may name any medication. */
  readonly medicines?: Pick<Medicines, 'check'> | undefined;
}

/** A plan is renewed a few times a year. */
const MAX_VERSIONS = 100;

const present = ({ doctorName, planVersion, ...plan }: NumberedPlan): ActionPlanView => ({
  ...plan,
  version: planVersion,
  author: doctorName === null ? 'member' : 'doctor',
  doctorName,
  instructions: [...plan.instructions],
});

export const createActionPlanService = ({ plans, idempotency, now, newId, medicines }: ActionPlanDeps) => {
  /** @throws ACTION_PLAN_MEDICATION_UNKNOWN */
  const checkMedications = async (memberId: string, { instructions }: RecordActionPlan) => {
    const named = new Set(instructions.flatMap(({ medicationId }) => medicationId ?? []));
    for (const medicationId of named) {
      if (medicines && !(await medicines.check(memberId, medicationId)))
        throw actionPlanErrors.ACTION_PLAN_MEDICATION_UNKNOWN({ detail: medicationId });
    }
  };

  return {
    /** Keeps the plan as the member's newest version; the ones before stay readable. */
    async record(
      memberId: string,
      body: RecordActionPlan,
      { timeZone, key, fingerprint }: CreateCall & { timeZone: string },
    ): Promise<ActionPlanView> {
      if (body.validFrom > localDayOf(now(), timeZone)) throw actionPlanErrors.ACTION_PLAN_IN_FUTURE();
      await checkMedications(memberId, body);

      const { id = newId(), doctorName = null, instructions, ...values } = body;
      const at = now().toISOString();
      const made = { memberId, id, version: 1, createdAt: at, updatedAt: at, deletedAt: null };
      const lines = instructions.map(({ medicationId = null, ...line }, position) => ({
        ...line,
        medicationId,
        position,
      }));
      const plan = { ...made, ...values, doctorName, instructions: lines, createFingerprint: fingerprint };
      const kept = await insertOnce({ rows: plans, idempotency }, plan, {
        operation: 'recordActionPlan',
        key,
      });

      const numbered = await plans.findEvenRemoved(memberId, kept.id);
      if (!numbered) throw actionPlanErrors.ACTION_PLAN_NOT_FOUND();
      return present(numbered);
    },

    /** All versions on one page, newest first. */
    async list(memberId: string) {
      const versions = await plans.listNewest(memberId, MAX_VERSIONS);
      return { items: versions.map(present), nextCursor: null };
    },

    /** @throws ACTION_PLAN_NOT_FOUND */
    async getCurrent(memberId: string): Promise<ActionPlanView> {
      const plan = await plans.findCurrent(memberId);
      if (!plan) throw actionPlanErrors.ACTION_PLAN_NOT_FOUND();

      return present(plan);
    },
  };
};

export type ActionPlanService = ReturnType<typeof createActionPlanService>;
