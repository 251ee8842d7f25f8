import { type Trigger, triggers } from '../symptom/symptoms.ts';

/** One entry of a local day; severities 0 to 3. */
export interface SymptomEntry {
  readonly day: string;
  readonly daytime: number;
  readonly nightWaking: number;
  readonly activityLimitation: number;
  readonly triggers: readonly string[];
}

/** How often symptoms were moderate or worse on days with a trigger, beside days without. It proves no cause. */
export interface TriggerAssociation {
  readonly trigger: Trigger;
  readonly daysWith: number;
  readonly daysWithout: number;
  /** Per cent of those days with severity 2 or 3, rounded. */
  readonly worseWithPercent: number;
  readonly worseWithoutPercent: number;
}

/** Below ten days on a side, chance says more than the trigger. */
export const MIN_DAYS_A_SIDE = 10;
const MODERATE = 2;

const worstOf = ({ daytime, nightWaking, activityLimitation }: SymptomEntry) =>
  Math.max(daytime, nightWaking, activityLimitation);

const percentOf = (part: number, whole: number) => Math.round((100 * part) / whole);

/** Only triggers with enough days on both sides; days without an entry say nothing and are left out. */
export const triggerAssociations = (symptoms: readonly SymptomEntry[]): TriggerAssociation[] => {
  const days = [...Map.groupBy(symptoms, ({ day }) => day).values()].map((entries) => ({
    named: new Set(entries.flatMap((entry) => entry.triggers)),
    isWorse: entries.some((entry) => worstOf(entry) >= MODERATE),
  }));
  const worse = (some: typeof days) => some.filter(({ isWorse }) => isWorse).length;

  return triggers.flatMap((trigger) => {
    const daysWith = days.filter(({ named }) => named.has(trigger));
    const daysWithout = days.filter(({ named }) => !named.has(trigger));
    if (daysWith.length < MIN_DAYS_A_SIDE || daysWithout.length < MIN_DAYS_A_SIDE) return [];

    return {
      trigger,
      daysWith: daysWith.length,
      daysWithout: daysWithout.length,
      worseWithPercent: percentOf(worse(daysWith), daysWith.length),
      worseWithoutPercent: percentOf(worse(daysWithout), daysWithout.length),
    };
  });
};
