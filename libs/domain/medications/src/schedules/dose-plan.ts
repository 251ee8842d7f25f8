/** One planned dose: the instant in milliseconds, and the local day and wall time that own it. */
export interface DoseSlot {
  readonly dueAt: number;
  readonly day: number;
  readonly time: string;
}

/** What a rule plans from its start on, before pauses, end and count take doses away. */
export interface DosePlan {
  /** Those of some days, both included, by day and time. */
  slotsBetween(firstDay: number, lastDay: number): DoseSlot[];
  /** How many lie before a day, without walking there. */
  slotsBefore(day: number): number;
}
