import { addDays } from '@soomcare/time';

import type { ListedIntake } from '../doses/intake-port.ts';
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

const daysLeftOf = (remaining: number | null, perDay: number): number | null => {
  if (remaining === null) return null;
  if (remaining === 0) return 0;

  return perDay === 0 ? null : Math.floor(remaining / perDay);
};

export interface SupplyFacts {
  /** Since the last refill, that one included. */
  readonly events: readonly SupplyChange[];
  /** Since that refill and of the last 14 days. */
  readonly intakes: readonly ListedIntake[];
  /** What schedules plan for the next 14 days. */
  readonly plannedHundredths: number;
  readonly now: Date;
  /** The member's local day. */
  readonly today: string;
}

/** How long a supply lasts: at the planned rate, or as it was used of late where nothing is planned. */
export const supplyForecast = ({
  events,
  intakes,
  plannedHundredths,
  now,
  today,
}: SupplyFacts): Omit<SupplyView, 'relieverYear'> => {
  const isPlanned = plannedHundredths > 0;
  const recent = usedSince(intakes, new Date(now.getTime() - FORECAST_DAYS * DAY_MS));
  const perDay = (isPlanned ? plannedHundredths : recent) / FORECAST_DAYS;
  const remaining = remainingHundredths(events, intakes);
  const daysLeft = daysLeftOf(remaining, perDay);

  return {
    remaining: remaining === null ? null : amountOf(remaining),
    dosesPerDay: amountOf(Math.round(perDay)),
    basis: isPlanned ? 'schedule' : 'recent-use',
    daysLeft,
    runsOutOn: daysLeft === null ? null : addDays(today, daysLeft),
    notice: daysLeft !== null && daysLeft <= FORECAST_DAYS,
    lastRefillAt: events.findLast(({ kind }) => kind === 'refill')?.occurredAt ?? null,
  };
};

/** From the third canister of a reliever in a year on the risk rises (Nwaru et al. 2020, doi 10.1183/13993003.01872-2019). */
const MANY_CANISTERS = 3;

/** Puffs in full devices: 410 puffs of a 200-dose device are 2.05. */
export const relieverYear = (usedHundredthsInYear: number, deviceDoses: number) => {
  const canisters = amountOf(usedHundredthsInYear) / deviceDoses;

  return { canisters: amountOf(Math.round(canisters * 100)), isMany: canisters >= MANY_CANISTERS };
};
