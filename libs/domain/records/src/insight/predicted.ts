import type { MeterScale } from '../peak-flow/meter.schemas.ts';

/** What a predicted value is worked out from. */
export interface Person {
  readonly sex: 'male' | 'female';
  readonly ageYears: number;
  readonly heightCm: number;
  /** Some equations need it. */
  readonly weightKg: number | null;
}

export type PredictedValue = 'fev1' | 'fvc' | 'pef';

/**
 * One published equation. Equations differ by half a litre for the same person, so a % predicted without the
 * equation's id says little.
 */
export interface Equation {
  readonly id: string;
  readonly of: PredictedValue;
  readonly source: string;
  /** Of a peak-flow equation, the scale that it was made with: another scale reads up to 30 % differently. */
  readonly scale: MeterScale | null;
  /** Ages for which we use it. */
  readonly ages: { readonly from: number; readonly to: number };
  readonly needsWeight: boolean;
  /** Litres for fev1 and fvc, L/min for pef. */
  predict(person: Person & { weightKg: number }): number;
}

const choi2005 = 'Choi 2005, as in Korean laboratories (kjcls.org 2023;55:29, table 2)';
const eom2013 = 'Eom & Kim 2013, KNHANES IV (doi 10.3346/jkms.2013.28.3.424)';
const choi2019 = 'Choi HS 2019, KNHANES VI (doi 10.3346/jkms.2019.34.e304)';
const nunn1989 = 'Nunn & Gregg 1989 (BMJ 298:1068), British adults, Wright scale: for reference only';
const hongKong = 'Hong Kong children, EU scale (doi 10.3109/02770903.2012.743152)';

const adults = { from: 19, to: 95 };

export const equations: readonly Equation[] = [
  {
    id: 'choi-2005-fev1',
    of: 'fev1',
    source: choi2005,
    scale: null,
    ages: adults,
    needsWeight: false,
    predict: ({ sex, ageYears: a, heightCm: h }) =>
      sex === 'male' ? -3.4132 - 0.0002484 * a ** 2 + 0.04578 * h : -2.4114 - 0.000192 * a ** 2 + 0.03558 * h,
  },
  {
    id: 'choi-2005-fvc',
    of: 'fvc',
    source: choi2005,
    scale: null,
    ages: adults,
    needsWeight: true,
    predict: ({ sex, ageYears: a, heightCm: h, weightKg: w }) =>
      sex === 'male'
        ? -4.8434 - 0.00008633 * a ** 2 + 0.05292 * h + 0.01095 * w
        : -3.0006 - 0.0001273 * a ** 2 + 0.03951 * h + 0.006892 * w,
  },
  {
    id: 'eom-2013-fev1',
    of: 'fev1',
    source: eom2013,
    scale: null,
    ages: adults,
    needsWeight: true,
    predict: ({ sex, ageYears: a, heightCm: h, weightKg: w }) =>
      sex === 'male'
        ? -0.0002541 * a ** 2 + 0.00012644 * h ** 2 - 0.00262 * w + 0.61493
        : -0.00017538 * a ** 2 + 0.00009598 * h ** 2 - 0.00231 * w + 0.46877,
  },
  {
    id: 'eom-2013-fvc',
    of: 'fvc',
    source: eom2013,
    scale: null,
    ages: adults,
    needsWeight: false,
    predict: ({ sex, ageYears: a, heightCm: h }) =>
      sex === 'male'
        ? -0.00000219 * a ** 3 + 6.995642e-7 * h ** 3 + 1.19135
        : 0.0167 * a - 0.00030284 * a ** 2 + 5.850287e-7 * h ** 3 + 0.77609,
  },
  {
    id: 'choi-2019-fev1',
    of: 'fev1',
    source: choi2019,
    scale: null,
    ages: adults,
    needsWeight: false,
    predict: ({ sex, ageYears: a, heightCm: h }) =>
      sex === 'male' ? -2.40147 - 0.02134 * a + 0.04103 * h : -1.32933 - 0.00872 * a + 0.02762 * h,
  },
  {
    id: 'choi-2019-fvc',
    of: 'fvc',
    source: choi2019,
    scale: null,
    ages: adults,
    needsWeight: false,
    predict: ({ sex, ageYears: a, heightCm: h }) =>
      sex === 'male' ? -4.38775 - 0.01184 * a + 0.05547 * h : -3.09063 + 0.003904 * a + 0.038694 * h,
  },
  {
    id: 'nunn-gregg-1989-pef',
    of: 'pef',
    source: nunn1989,
    scale: 'WRIGHT',
    ages: adults,
    needsWeight: false,
    predict: ({ sex, ageYears: a, heightCm: h }) =>
      sex === 'male'
        ? Math.exp(0.544 * Math.log(a) - 0.0151 * a - 74.7 / h + 5.48)
        : Math.exp(0.376 * Math.log(a) - 0.012 * a - 58.8 / h + 5.63),
  },
  {
    id: 'hong-kong-2012-pef',
    of: 'pef',
    source: hongKong,
    scale: 'EU',
    ages: { from: 6, to: 18 },
    needsWeight: false,
    predict: ({ sex, ageYears: a, heightCm: h }) =>
      sex === 'male'
        ? Math.exp(1.810256 * Math.log(h) + 0.038297 * a - 3.734139)
        : Math.exp(1.525509 * Math.log(h) + 0.033275 * a - 2.368592),
  },
];

export interface Predicted {
  readonly equation: string;
  readonly source: string;
  readonly predicted: number;
  /** Of the measured value, floored. */
  readonly percent: number;
}

/** What was measured: litres for fev1 and fvc, L/min for pef. */
export interface Measured {
  readonly of: PredictedValue;
  readonly value: number;
  /** Of the peak-flow meter; null for fev1 and fvc. */
  readonly scale: MeterScale | null;
}

/** A measured value against every equation that fits it and the person; none fits where a fact is missing. */
export const percentPredicted = ({ of, value, scale }: Measured, person: Person | null): Predicted[] => {
  if (!person) return [];

  return equations
    .filter((each) => each.of === of && each.scale === scale)
    .filter(({ ages }) => ages.from <= person.ageYears && person.ageYears <= ages.to)
    .filter(({ needsWeight }) => !needsWeight || person.weightKg !== null)
    .map(({ id, source, predict }) => {
      const predicted = predict({ ...person, weightKg: person.weightKg ?? 0 });
      return { equation: id, source, predicted, percent: Math.floor((100 * value) / predicted) };
    });
};
