import type { ExacerbationKind } from '../exacerbation/exacerbation.entity.ts';
import type { IntakePurpose } from '../intake/intake.entity.ts';
import type { MeterScale } from '../peak-flow/meter.schemas.ts';
import type { Zone } from '../peak-flow/zones.ts';

/** Every row is of one local day; `source` tells which table it is from. */
interface RowOf<Source extends string> {
  readonly source: Source;
  readonly day: string;
}

export interface SymptomRow extends RowOf<'symptoms'> {
  /** 0 none to 3 severe, over all symptoms of the entry. */
  readonly worst: number;
  /** Severity; null where it was not named. */
  readonly nightWaking: number | null;
  /** 0 or 1. */
  readonly noSymptoms: number;
}

export interface PeakFlowRow extends RowOf<'peak-flow'> {
  readonly litresPerMinute: number;
  readonly meterId: string | null;
  readonly scale: MeterScale;
  /** By the personal best as it was known then. */
  readonly zoneAtRecord: Zone | null;
}

export interface SpirometryRow extends RowOf<'spirometry'> {
  readonly fev1Centilitres: number;
}

export interface IntakeRow extends RowOf<'intake'> {
  readonly purpose: IntakePurpose;
  /** Null for what is no inhaler. */
  readonly puffs: number | null;
}

/** `day` is the first of it. */
export interface EventRow extends RowOf<'event'> {
  readonly id: Buffer;
  /** When it began, UTC. */
  readonly at: string;
  readonly kind: ExacerbationKind;
  readonly endedOn: string | null;
}

/** `day` is the first on which it holds. */
export interface BestRow extends RowOf<'best'> {
  readonly id: Buffer;
  /** When it was confirmed, UTC. */
  readonly at: string;
  readonly litresPerMinute: number;
  readonly meterId: string | null;
  readonly scale: MeterScale | null;
}

export type MonthRow = SymptomRow | PeakFlowRow | SpirometryRow | IntakeRow | EventRow | BestRow;
