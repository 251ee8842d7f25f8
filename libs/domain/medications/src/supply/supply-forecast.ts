import { addDays } from '@soomcare/time';

import type { ListedIntake } from '../doses/intake-port.ts';
import type { DrugClass } from '../drugs/drug.entity.ts';
import { amountOf, hundredthsOf, usedHundredths } from '../medications/dose-amount.ts';
import { DAY_MS } from '../schedules/wall-time.ts';
import type { PlainSupplyEvent } from './supply-event.entity.ts';
import type { SupplyView } from './supply.schemas.ts';

/** Time for a visit and a prescription, and the span over which use is averaged. */
export const FORECAST_DAYS = 14;

export type SupplyChange = Pick<PlainSupplyEvent, 'kind' | 'doses' | 'occurredAt'>;

/** The last event that says how much there was: a new device, or what the counter showed. */
export const baselineOf = <Event extends SupplyChange>(events: readonly Event[]): Event | null =>
  events.findLast(({ kind }) => kind !== 'priming') ?? null;

/** @param intakes and events in the order of time */
export const remainingHundredths = (
  events: readonly SupplyChange[],
  intakes: readonly ListedIntake[],
): number | null => {
  const baseline = baselineOf(events);
  if (!baseline) return null;

  const primed = events
    .filter(({ kind, occurredAt }) => kind === 'priming' && occurredAt > baseline.occurredAt)
    .reduce((sum, { doses }) => sum + hundredthsOf(doses), 0);
  const taken = intakes
    .filter(({ takenAt }) => takenAt > baseline.occurredAt)
    .reduce((sum, intake) => sum + usedHundredths(intake), 0);

  return Math.max(0, hundredthsOf(baseline.doses) - primed - taken);
};

/** @returns what was used after an instant, in hundredths */
export const usedSince = (intakes: readonly ListedIntake[], since: Date): number =>
  intakes
    .filter(({ takenAt }) => takenAt > since.toISOString())
    .reduce((sum, intake) => sum + usedHundredths(intake), 0);

/** An inhaler that is maintenance and reliever in one is used up by both. */
const isBesidePlan = ({ purpose }: ListedIntake) => purpose !== 'scheduled';

/** @param use of 14 days: a rate a day would not be a whole number */
const daysLeftOf = (remaining: number | null, use: number): number | null => {
  if (remaining === null) return null;
  if (remaining === 0) return 0;

  return use === 0 ? null : Math.floor((remaining * FORECAST_DAYS) / use);
};

export interface SupplyFacts {
  /** Since the last refill, that one included. */
  readonly events: readonly SupplyChange[];
  /** Since that refill and of the last 14 days. */
  readonly intakes: readonly ListedIntake[];
  /** What schedules plan for the next 14 days. */
  readonly plannedHundredths: number;
  /** Nothing is planned after these 14 days. */
  readonly isEnding: boolean;
  readonly now: Date;
  /** The member's local day. */
  readonly today: string;
}

/**
 * How long a supply lasts: at the planned rate and what was taken of late beside the plan, or as it was used of late
 * where nothing is planned.
 */
export const supplyForecast = ({
  events,
  intakes,
  plannedHundredths,
  isEnding,
  now,
  today,
}: SupplyFacts): Omit<SupplyView, 'relieverYear'> => {
  const isPlanned = plannedHundredths > 0;
  const counted = isPlanned ? intakes.filter(isBesidePlan) : intakes;
  const recent = usedSince(counted, new Date(now.getTime() - FORECAST_DAYS * DAY_MS));
  const use = plannedHundredths + recent;
  const remaining = remainingHundredths(events, intakes);
  const daysLeft = daysLeftOf(remaining, use);
  const isEnough = remaining !== null && remaining >= use;
  const lastsForCourse = isPlanned && isEnding && recent === 0 && isEnough;

  return {
    remaining: remaining === null ? null : amountOf(remaining),
    dosesPerDay: amountOf(Math.round(use / FORECAST_DAYS)),
    basis: isPlanned ? 'schedule' : 'recent-use',
    daysLeft,
    runsOutOn: daysLeft === null ? null : addDays(today, daysLeft),
    notice: daysLeft !== null && daysLeft <= FORECAST_DAYS && !lastsForCourse,
    lastRefillAt: events.findLast(({ kind }) => kind === 'refill')?.occurredAt ?? null,
  };
};

const WITH_STEROID: readonly (DrugClass | null)[] = ['ics', 'ics-laba', 'ics-laba-lama'];

/** A steroid with formoterol taken as needed is treatment, not over-use (GINA 2021, doi 10.1164/rccm.202109-2205PP). */
export const isOveruseCounted = (drugClass: DrugClass | null): boolean => !WITH_STEROID.includes(drugClass);

/** From the third canister of a reliever in a year on the risk rises (Nwaru et al. 2020, doi 10.1183/13993003.01872-2019). */
const MANY_CANISTERS = 3;

/** Puffs in full devices: 410 puffs of a 200-dose device are 2.05. */
export const relieverYear = (usedHundredthsInYear: number, deviceDoses: number) => {
  const canisters = amountOf(usedHundredthsInYear) / deviceDoses;

  return { canisters: amountOf(Math.round(canisters * 100)), isMany: canisters >= MANY_CANISTERS };
};
