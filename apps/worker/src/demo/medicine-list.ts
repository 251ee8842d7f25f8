import { doseId, type Medications } from '@soomcare/medications';

import { type Diary, type Moment } from './diary.ts';
import { demoId } from './ids.ts';

type CreateMedication = Parameters<Medications['medications']['create']>[1];
type CreateSchedule = Parameters<Medications['schedules']['create']>[1];
type RecordRefill = Parameters<Medications['supply']['recordRefill']>[1];
type RecordPriming = Parameters<Medications['supply']['recordPriming']>[1];

type WithId<Body> = Body & { readonly id: string };
type Happened<Body> = WithId<Body> & { readonly occurredAt: string };

/** A dose that was left out on purpose. */
interface Skip {
  readonly doseId: string;
  readonly answeredAt: string;
  readonly reason: string;
}

/** A medicine of a made-up member, in the bodies that make it. */
export interface DemoMedicine {
  /** Its product in the catalogue, whose ids differ from database to database. */
  readonly ediCode: string;
  readonly medication: WithId<CreateMedication>;
  readonly schedules: readonly WithId<CreateSchedule>[];
  readonly refills: readonly Happened<RecordRefill>[];
  readonly primings: readonly Happened<RecordPriming>[];
  readonly skips: readonly Skip[];
}

/** One dose a day at each time, over days of the life, both included; without a last day it goes on. */
interface Plan {
  readonly first: number;
  readonly last?: number;
  /** Minutes after midnight. */
  readonly times: readonly number[];
  readonly amount: number;
}

export interface Prescription extends Pick<
  CreateMedication,
  'purposeDefault' | 'doseAmount' | 'doseUnit' | 'dailyMaximum' | 'note'
> {
  /** Names it in ids. */
  readonly name: string;
  readonly ediCode: string;
  /** Day of the life on which it begins. */
  readonly from: number;
  /** The last day of a course that ends. */
  readonly until?: number;
  readonly plans?: readonly Plan[];
}

export interface PlannedDose extends Moment {
  readonly id: string;
  readonly amount: number;
}

/** The hand that answers for one medicine. */
export interface Medicine {
  readonly id: string;
  readonly unit: CreateMedication['doseUnit'];
  dosesOn(day: number): PlannedDose[];
  skip(dose: PlannedDose, answered: Moment, reason: string): void;
  /** A new device or pack. @param doses in it; those of the product if left out */
  refill(at: Moment, doses?: number): void;
  /** Puffs a new device into the air before its first use. */
  prime(at: Moment, puffs: number): void;
}

export interface MedicineList {
  add(prescription: Prescription): Medicine;
  /** All of it, with what had happened by `now`. */
  medicinesUntil(now: Date): DemoMedicine[];
}

const DAY_MS = 24 * 60 * 60_000;

/** 450 is 07:30. */
const wallTime = (minute: number): string =>
  Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 }).toString({
    smallestUnit: 'minute',
  });

const covers = ({ first, last = Infinity }: Plan, day: number) => first <= day && day <= last;

/** An empty list of a member who lives in `timeZone`. */
export const createMedicineList = (owner: string, diary: Diary, timeZone: string): MedicineList => {
  const medicines: DemoMedicine[] = [];

  return {
    add({ name, ediCode, from, until, plans = [], ...content }) {
      const idOf = (what: string) => demoId(`${owner}/${name}/${what}`, from * DAY_MS);
      const schedules = plans.map(({ first, last, times, amount }, index) => ({
        id: idOf(`schedule/${index}`),
        kind: 'times' as const,
        times: times.map(wallTime),
        startsOn: diary.dateOf(first),
        ...(last === undefined ? {} : { endsOn: diary.dateOf(last) }),
        zonePolicy: 'home' as const,
        timeZone,
        amount,
      }));
      const medication = {
        id: idOf('medication'),
        startsOn: diary.dateOf(from),
        ...(until === undefined ? {} : { endsOn: diary.dateOf(until) }),
        ...content,
      };
      const refills: Happened<RecordRefill>[] = [];
      const primings: Happened<RecordPriming>[] = [];
      const skips: Skip[] = [];
      medicines.push({ ediCode, medication, schedules, refills, primings, skips });

      const scheduledBy = ({ times, amount }: Plan, scheduleId: string, day: number): PlannedDose[] =>
        times.map((minute) => {
          const moment = { day, minute };
          return { ...moment, id: doseId(scheduleId, new Date(diary.at(moment))), amount };
        });

      return {
        id: medication.id,
        unit: content.doseUnit,
        dosesOn: (day) =>
          plans.flatMap((plan, index) =>
            covers(plan, day) ? scheduledBy(plan, schedules[index]?.id ?? '', day) : [],
          ),
        skip(dose, answered, reason) {
          skips.push({ doseId: dose.id, answeredAt: diary.at(answered), reason });
        },
        refill(at, doses) {
          const id = idOf(`refill/${refills.length}`);
          refills.push({ id, occurredAt: diary.at(at), ...(doses === undefined ? {} : { doses }) });
        },
        prime(at, puffs) {
          primings.push({ id: idOf(`priming/${primings.length}`), occurredAt: diary.at(at), puffs });
        },
      };
    },

    medicinesUntil(now) {
      const isPast = (instant: string) => new Date(instant) <= now;
      return medicines.map(({ refills, primings, skips, ...medicine }) => ({
        ...medicine,
        refills: refills.filter(({ occurredAt }) => isPast(occurredAt)),
        primings: primings.filter(({ occurredAt }) => isPast(occurredAt)),
        skips: skips.filter(({ answeredAt }) => isPast(answeredAt)),
      }));
    },
  };
};
