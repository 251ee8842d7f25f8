import { httpErrors, type Idempotency } from '@soomcare/http';
import { type CreateCall, insertOnce } from '@soomcare/member-rows';

import { getMedication, type MedicationKey } from '../medications/get-medication.ts';
import type { MedicationRepository } from '../medications/medication.repository.ts';
import { DAY_MS } from '../schedules/wall-time.ts';
import type { PlainSupplyEvent, SupplyEventKind } from './supply-event.entity.ts';
import type { SupplyEventRepository } from './supply-event.repository.ts';
import type { SupplyReader } from './supply-reader.ts';
import { supplyErrors } from './supply.errors.ts';
import type { CorrectSupply, RecordPriming, RecordRefill, SupplyView } from './supply.schemas.ts';

export interface SupplyDeps {
  readonly medications: Pick<MedicationRepository, 'find'>;
  readonly supplyEvents: SupplyEventRepository;
  readonly readSupply: SupplyReader;
  readonly idempotency: Idempotency;
  readonly clock: { readonly now: () => Date; readonly newId: () => string };
}

/** Phones run ahead of us; more than this is a mistyped time. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;
const OLDEST_MS = 365 * DAY_MS;

type SupplyCall = CreateCall & { readonly timeZone: string };
type Occurrence = Pick<RecordRefill, 'id' | 'occurredAt'>;

const operations: Readonly<Record<SupplyEventKind, string>> = {
  refill: 'recordRefill',
  priming: 'recordPriming',
  correction: 'correctSupply',
};

export const createSupplyService = ({
  medications,
  supplyEvents,
  readSupply,
  idempotency,
  clock: { now, newId },
}: SupplyDeps) => {
  /** @throws SUPPLY_AT_WRONG_TIME */
  const settleInstant = (occurredAt: string | undefined): string => {
    const at = now().getTime();
    const settled = occurredAt === undefined ? at : Date.parse(occurredAt);
    if (settled > at + CLOCK_SKEW_MS || settled < at - OLDEST_MS) throw supplyErrors.SUPPLY_AT_WRONG_TIME();

    return new Date(settled).toISOString();
  };

  const record = (
    owner: MedicationKey,
    { kind, doses, id = newId(), occurredAt }: Occurrence & Pick<PlainSupplyEvent, 'kind' | 'doses'>,
    { key, fingerprint, timeZone }: SupplyCall,
  ): Promise<PlainSupplyEvent> => {
    const at = now().toISOString();
    const made = { id, version: 1, createdAt: at, updatedAt: at, deletedAt: null, noticedAt: null };
    const event: PlainSupplyEvent = {
      ...{ ...owner, ...made, kind, doses, timeZone },
      occurredAt: settleInstant(occurredAt),
      createFingerprint: fingerprint,
    };

    return insertOnce({ rows: supplyEvents, idempotency }, event, { operation: operations[kind], key });
  };

  const get = async ({ memberId, medicationId }: MedicationKey, id: string): Promise<PlainSupplyEvent> => {
    const event = await supplyEvents.find(memberId, id);
    if (event?.medicationId !== medicationId) throw supplyErrors.SUPPLY_EVENT_NOT_FOUND();

    return event;
  };

  return {
    async recordRefill(owner: MedicationKey, { doses, ...occurrence }: RecordRefill, call: SupplyCall) {
      const { deviceDoses } = await getMedication(medications, owner);
      const full = doses ?? deviceDoses;
      if (full === null) throw supplyErrors.SUPPLY_DOSES_UNKNOWN();

      return record(owner, { kind: 'refill', doses: full, ...occurrence }, call);
    },

    async recordPriming(owner: MedicationKey, { puffs, ...occurrence }: RecordPriming, call: SupplyCall) {
      await getMedication(medications, owner);

      return record(owner, { kind: 'priming', doses: puffs, ...occurrence }, call);
    },

    async correct(owner: MedicationKey, { remaining, ...occurrence }: CorrectSupply, call: SupplyCall) {
      await getMedication(medications, owner);

      return record(owner, { kind: 'correction', doses: remaining, ...occurrence }, call);
    },

    getEvent: get,

    async removeEvent(owner: MedicationKey, id: string, expected: number | null): Promise<void> {
      await get(owner, id);
      if (!(await supplyEvents.remove(owner.memberId, id, expected, now())))
        throw httpErrors.VERSION_MISMATCH();
    },

    async get(owner: MedicationKey, timeZone: string): Promise<SupplyView> {
      const { supply } = await readSupply(await getMedication(medications, owner), timeZone);

      return supply;
    },
  };
};

export type SupplyService = ReturnType<typeof createSupplyService>;
