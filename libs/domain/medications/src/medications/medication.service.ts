import type { Database, Transaction } from '@soomcare/database';
import { createCursor, cutPage, httpErrors, type Idempotency, pageSize } from '@soomcare/http';
import { type CreateCall, insertOnce } from '@soomcare/member-rows';
import { z } from 'zod';

import type { IntakePort } from '../doses/intake-port.ts';
import { withPatch } from '../patch.ts';
import type { CoursePlan } from '../schedules/course-plan.ts';
import { amountOf, hundredthsOf, requireWholePuffs } from './dose-amount.ts';
import { getMedication } from './get-medication.ts';
import type { MedicineForm, PlainMedication } from './medication.entity.ts';
import { medicationErrors } from './medication.errors.ts';
import type { MedicationRepository } from './medication.repository.ts';
import type {
  CreateMedication,
  MedicationQuery,
  MedicationView,
  UpdateMedication,
} from './medication.schemas.ts';

/** What the catalogue says of a product, as a start for the member's own words. */
export interface CatalogueDrug {
  readonly nameKo: string;
  readonly form: MedicineForm | null;
  readonly dosesPerDevice: number | null;
}

export interface MedicationDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly medications: MedicationRepository;
  readonly coursePlan: CoursePlan;
  readonly intakes: Pick<IntakePort, 'existsFor'>;
  readonly findDrug: (id: string) => Promise<CatalogueDrug | null>;
  readonly idempotency: Idempotency;
  readonly clock: { readonly now: () => Date; readonly newId: () => string };
}

const cursor = createCursor(z.strictObject({ id: z.uuid() }));

const present = ({
  doseAmountHundredths,
  dailyMaximumHundredths,
  archivedAt,
  ...medication
}: PlainMedication): MedicationView => ({
  ...medication,
  doseAmount: amountOf(doseAmountHundredths),
  dailyMaximum: dailyMaximumHundredths === null ? null : amountOf(dailyMaximumHundredths),
  archived: archivedAt !== null,
  archivedAt,
});

/** All that a member says of a medicine; `null` and left out mean the same here. */
type Content = Omit<CreateMedication, 'id' | 'drugId' | 'name'> & { readonly name: string };

/** @throws MEDICATION_ENDS_BEFORE_START, DOSE_OF_PART_PUFFS */
const settle = (content: Content) => {
  const { name, purposeDefault, doseAmount, doseUnit, startsOn } = content;
  const { form = null, endsOn = null, dailyMaximum = null, deviceDoses = null, note = null } = content;
  if (endsOn !== null && endsOn < startsOn) throw medicationErrors.MEDICATION_ENDS_BEFORE_START();
  requireWholePuffs(doseAmount, doseUnit);

  return {
    ...{ name, purposeDefault, form, doseUnit, startsOn, endsOn, deviceDoses, note },
    doseAmountHundredths: hundredthsOf(doseAmount),
    dailyMaximumHundredths: dailyMaximum === null ? null : hundredthsOf(dailyMaximum),
  };
};

export const createMedicationService = ({
  database,
  medications,
  coursePlan,
  intakes,
  findDrug,
  idempotency,
  clock: { now, newId },
}: MedicationDeps) => {
  const lock = async (tx: Transaction, memberId: string, id: string, expected: number | null) => {
    const medication = await medications.lock(tx, memberId, id);
    if (!medication) throw medicationErrors.MEDICATION_NOT_FOUND();
    if (expected !== null && expected !== medication.version) throw httpErrors.VERSION_MISMATCH();

    return medication;
  };

  /** @throws MEDICATION_DRUG_UNKNOWN */
  const startValues = async (drugId: string | null) => {
    // The body's schema asks for a name where there is no drug.
    if (drugId === null) return { name: '' };

    const drug = await findDrug(drugId);
    if (!drug) throw medicationErrors.MEDICATION_DRUG_UNKNOWN();

    return { name: drug.nameKo, form: drug.form, deviceDoses: drug.dosesPerDevice };
  };

  return {
    async create(
      memberId: string,
      { id = newId(), drugId = null, ...body }: CreateMedication,
      { key, fingerprint }: CreateCall,
    ): Promise<MedicationView> {
      const start = await startValues(drugId);
      const content = { ...start, ...body, name: body.name ?? start.name };
      const at = now().toISOString();
      const made = { memberId, id, version: 1, createdAt: at, updatedAt: at, deletedAt: null };
      const row = { ...settle(content), ...made, createFingerprint: fingerprint, drugId, archivedAt: null };

      return present(
        await insertOnce({ rows: medications, idempotency }, row, { operation: 'createMedication', key }),
      );
    },

    async list(memberId: string, query: MedicationQuery) {
      const limit = pageSize(query);
      const after = query.cursor === undefined ? null : cursor.decode(query.cursor).id;
      const archived = query.archived === 'true';
      const rows = await medications.list(memberId, { archived, after, limit: limit + 1 });
      const { items, nextCursor } = cutPage(rows, limit, ({ id }) => cursor.encode({ id }));

      return { items: items.map(present), nextCursor };
    },

    async get(memberId: string, id: string): Promise<MedicationView> {
      return present(await getMedication(medications, { memberId, medicationId: id }));
    },

    /** Lays `patch` over what is there and checks the whole again; the doses to come follow. */
    update: (
      memberId: string,
      id: string,
      { archived, ...patch }: UpdateMedication,
      expected: number | null,
    ): Promise<MedicationView> =>
      database.transaction(async (tx) => {
        const before = await lock(tx, memberId, id, expected);
        const at = now().toISOString();
        const after: PlainMedication = {
          ...before,
          ...settle(withPatch<Content>(present(before), patch)),
          archivedAt: (archived ?? before.archivedAt !== null) ? (before.archivedAt ?? at) : null,
          version: before.version + 1,
          updatedAt: at,
        };
        await medications.save(tx, after);
        await coursePlan.follow(tx, before, after);

        return present(after);
      }),

    /** Only a medicine that nobody has taken: the diary names the others. @throws MEDICATION_HAS_INTAKES */
    async remove(memberId: string, id: string, expected: number | null): Promise<void> {
      if (await intakes.existsFor(memberId, id)) throw medicationErrors.MEDICATION_HAS_INTAKES();

      await database.transaction(async (tx) => {
        const before = await lock(tx, memberId, id, expected);
        await coursePlan.stop(tx, before);
        await medications.removeWhatBelongs(tx, memberId, id, now());
        const at = now().toISOString();
        await medications.save(tx, { ...before, version: before.version + 1, updatedAt: at, deletedAt: at });
      });
    },
  };
};

export type MedicationService = ReturnType<typeof createMedicationService>;
