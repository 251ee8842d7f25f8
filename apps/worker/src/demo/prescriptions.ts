import { clock } from './diary.ts';
import { type Puffs, type Writer } from './habits.ts';
import { type Medicine, type Prescription } from './medicine-list.ts';

/** Products of the catalogue, by their code in the price list (건강보험심사평가원). */
export const products = {
  symbicort: '650700251',
  ventolin: '650000471',
  singulair: '073100190',
  solondo: '642105020',
  flixotideJunior: '650001731',
  singulairChewable: '073100200',
} as const;

/** A medicine that is inhaled, and what is taken of it at a time without a plan. */
export interface Inhaled {
  readonly medicine: Medicine;
  readonly puffs: Puffs;
}

const inhaled = ({ medicines }: Writer, prescription: Prescription): Inhaled => {
  const medicine = medicines.add(prescription);
  return { medicine, puffs: { inhaler: { medicationId: medicine.id }, puffs: prescription.doseAmount } };
};

/** Morning and evening, and one puff more when it is needed. */
export const prescribeSymbicort = (writer: Writer): Inhaled =>
  inhaled(writer, {
    name: 'symbicort',
    ediCode: products.symbicort,
    from: 0,
    purposeDefault: 'scheduled',
    doseAmount: 1,
    doseUnit: 'puff',
    // More than eight puffs a day are not normally needed (Symbicort Turbuhaler, product information).
    dailyMaximum: 8,
    ...(writer.takesNotes ? { note: '아침저녁 1회, 답답할 때 1회 더. 쓰고 나서 입 헹구기' } : {}),
    plans: [{ first: 0, times: [clock(7, 30), clock(20, 30)], amount: 1 }],
  });

/** Two puffs when it is needed, or before sport. */
export const prescribeVentolin = (writer: Writer): Inhaled =>
  inhaled(writer, {
    name: 'ventolin',
    ediCode: products.ventolin,
    from: 0,
    purposeDefault: 'as_needed',
    doseAmount: 2,
    doseUnit: 'puff',
  });

/** A low dose of an inhaled steroid, a tablet to chew, and the reliever. */
export const prescribeForChild = (writer: Writer) => {
  const { medicines } = writer;
  return {
    flixotide: medicines.add({
      name: 'flixotide',
      ediCode: products.flixotideJunior,
      from: 0,
      purposeDefault: 'scheduled',
      doseAmount: 2,
      doseUnit: 'puff',
      note: '스페이서와 함께. 쓰고 나서 입 헹구기',
      plans: [{ first: 0, times: [clock(7, 40), clock(20)], amount: 2 }],
    }),
    singulair: medicines.add({
      name: 'singulair-chewable',
      ediCode: products.singulairChewable,
      from: 0,
      purposeDefault: 'scheduled',
      doseAmount: 1,
      doseUnit: 'tablet',
      note: '자기 전에 씹어서',
      plans: [{ first: 0, times: [clock(20, 30)], amount: 1 }],
    }),
    ventolin: prescribeVentolin(writer),
  };
};
