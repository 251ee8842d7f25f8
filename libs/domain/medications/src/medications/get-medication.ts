import { medicationErrors } from './medication.errors.ts';
import type { PlainMedication } from './medication.entity.ts';
import type { MedicationRepository } from './medication.repository.ts';

/** Whose medicine, and which. */
export interface MedicationKey {
  readonly memberId: string;
  readonly medicationId: string;
}

/** @throws MEDICATION_NOT_FOUND */
export const getMedication = async (
  medications: Pick<MedicationRepository, 'find'>,
  { memberId, medicationId }: MedicationKey,
): Promise<PlainMedication> => {
  const medication = await medications.find(memberId, medicationId);
  if (!medication) throw medicationErrors.MEDICATION_NOT_FOUND();

  return medication;
};
