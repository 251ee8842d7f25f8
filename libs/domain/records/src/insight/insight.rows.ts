import type { AssessmentKind } from '../assessment/control-assessment.entity.ts';
import type { BestRow } from '../calendar/calendar.rows.ts';
import type { IntakePurpose } from '../intake/intake.entity.ts';
import type { MeterScale } from '../peak-flow/meter.schemas.ts';
import type { Bronchodilator } from '../peak-flow/peak-flow.entity.ts';

/** What the figures of a member are worked out from; each row belongs to one local day. */
interface RowOf<Source extends string> {
  readonly source: Source;
  readonly day: string;
}

export interface PeakFlowRow extends RowOf<'peak-flow'> {
  /** When it was measured, UTC as MySQL writes it. */
  readonly at: string;
  readonly timeZone: string;
  readonly litresPerMinute: number;
  readonly bronchodilator: Bronchodilator;
  readonly meterId: string | null;
  readonly scale: MeterScale;
}

export interface SymptomRow extends RowOf<'symptoms'> {
  /** Worst of cough, wheeze, breathlessness, tightness and sputum; 0 to 3. */
  readonly daytime: number;
  readonly nightWaking: number;
  readonly activityLimitation: number;
  /** Codes, comma-separated. */
  readonly triggers: string;
}

export interface IntakeRow extends RowOf<'intake'> {
  readonly purpose: IntakePurpose;
  /** Null for what is no inhaler. */
  readonly puffs: number | null;
  readonly medicationId: Buffer | null;
}

/** Some of the newest of the range. */
export interface SpirometryRow extends RowOf<'spirometry'> {
  readonly id: Buffer;
  readonly at: string;
  readonly bronchodilator: Bronchodilator;
  readonly fev1Centilitres: number;
  readonly fvcCentilitres: number;
}

export interface AssessmentRow extends RowOf<'assessment'> {
  readonly id: Buffer;
  readonly at: string;
  readonly kind: AssessmentKind;
  readonly answers: string | null;
  readonly scoreHundredths: number;
}

export type InsightRow = PeakFlowRow | SymptomRow | IntakeRow | SpirometryRow | AssessmentRow | BestRow;
