import { type MedicationsApi, aMember, aTablet } from './medications-api.ts';
import { aDoseSlot } from './dose-slots.ts';

/** A member with one medicine, and the doses and intakes that are theirs. */
export const createMedicated =
  ({ api, clock, database, intakes }: MedicationsApi) =>
  async (body: object = aTablet()) => {
    const actor = aMember(clock);
    const me = api.as(actor);
    const made = await me.post('/v1/medications').send(body).expect(201);
    const { id: medicationId } = made.body as { id: string };
    const aDose = async (different: Partial<Parameters<typeof aDoseSlot>[1]> = {}) => {
      const dose = await aDoseSlot(database(), { memberId: actor.id, medicationId, ...different });
      return { ...dose, path: `/v1/doses/${dose.id}` };
    };
    const recorded = () => intakes.recorded.filter(({ memberId }) => memberId === actor.id);

    return { actor, me, medicationId, aDose, recorded };
  };
