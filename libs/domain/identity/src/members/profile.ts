import type { FieldCipher } from '@soomcare/database';

import type { Member } from './member.entity.ts';
import {
  type Doctor,
  type EmergencyContact,
  parseDoctor,
  parseEmergencyContact,
  type UpdateMe,
} from './member.schemas.ts';

type Unsealed =
  | 'id'
  | 'nickname'
  | 'birthDate'
  | 'language'
  | 'timeZone'
  | 'sex'
  | 'heightCm'
  | 'smoking'
  | 'diagnosis'
  | 'diagnosedOn'
  | 'version'
  | 'createdAt'
  | 'updatedAt';

/** A member with everything opened. */
export interface Profile extends Pick<Member, Unsealed> {
  email: string | null;
  name: string | null;
  phone: string | null;
  weightKg: number | null;
  doctor: Doctor | null;
  emergencyContact: EmergencyContact | null;
}

type SealedColumn =
  'sealed_email' | 'sealed_name' | 'sealed_phone' | 'sealed_doctor' | 'sealed_emergency_contact';

/** Between a member's row and what the member sees of it. */
export const createProfileMapper = (cipher: FieldCipher) => {
  const place = (id: string, column: SealedColumn) => ({ table: 'members', column, rowId: id });
  const seal = (id: string, column: SealedColumn, text: string) => cipher.seal(text, place(id, column));
  const open = (id: string, column: SealedColumn, sealed: Buffer) => cipher.open(sealed, place(id, column));
  const sealOrNull = (id: string, column: SealedColumn, text: string | null) =>
    text === null ? null : seal(id, column, text);
  const openOrNull = (id: string, column: SealedColumn, sealed: Buffer | null) =>
    sealed === null ? null : open(id, column, sealed);
  const openEmail = (member: Pick<Member, 'id' | 'sealedEmail'>) =>
    openOrNull(member.id, 'sealed_email', member.sealedEmail);

  return {
    sealEmail: (id: string, email: string) => seal(id, 'sealed_email', email),
    openEmail,
    /** Of a member who is known by their address. */
    getEmail(member: Pick<Member, 'id' | 'sealedEmail'>): string {
      const email = openEmail(member);
      if (email === null) throw new Error('this member has no address');
      return email;
    },

    toProfile(member: Member): Profile {
      const { id, weightHectograms } = member;
      const doctor = openOrNull(id, 'sealed_doctor', member.sealedDoctor);
      const contact = openOrNull(id, 'sealed_emergency_contact', member.sealedEmergencyContact);
      return {
        id,
        email: openEmail(member),
        nickname: member.nickname,
        birthDate: member.birthDate,
        language: member.language,
        timeZone: member.timeZone,
        name: openOrNull(id, 'sealed_name', member.sealedName),
        phone: openOrNull(id, 'sealed_phone', member.sealedPhone),
        sex: member.sex,
        heightCm: member.heightCm,
        weightKg: weightHectograms === null ? null : weightHectograms / 10,
        smoking: member.smoking,
        diagnosis: member.diagnosis,
        diagnosedOn: member.diagnosedOn,
        doctor: doctor === null ? null : parseDoctor(doctor),
        emergencyContact: contact === null ? null : parseEmergencyContact(contact),
        version: member.version,
        createdAt: member.createdAt,
        updatedAt: member.updatedAt,
      };
    },

    /** The columns that a change touches: what is undefined stays, null clears. */
    toColumns(id: string, change: UpdateMe): Partial<Member> {
      const { name, phone, weightKg, doctor, emergencyContact, ...plain } = change;
      const columns: Partial<Member> = Object.fromEntries(
        Object.entries(plain).filter(([, value]) => value !== undefined),
      );

      if (name !== undefined) columns.sealedName = sealOrNull(id, 'sealed_name', name);
      if (phone !== undefined) columns.sealedPhone = sealOrNull(id, 'sealed_phone', phone);
      if (weightKg !== undefined)
        columns.weightHectograms = weightKg === null ? null : Math.round(weightKg * 10);
      if (doctor !== undefined) {
        const whole = doctor && {
          name: doctor.name,
          clinic: doctor.clinic ?? null,
          phone: doctor.phone ?? null,
        };
        columns.sealedDoctor = sealOrNull(id, 'sealed_doctor', whole && JSON.stringify(whole));
      }
      if (emergencyContact !== undefined) {
        const whole = emergencyContact && {
          ...emergencyContact,
          relationship: emergencyContact.relationship ?? null,
        };
        columns.sealedEmergencyContact = sealOrNull(
          id,
          'sealed_emergency_contact',
          whole && JSON.stringify(whole),
        );
      }
      return columns;
    },
  };
};

export type ProfileMapper = ReturnType<typeof createProfileMapper>;

export const presentProfile = ({ createdAt, updatedAt, ...profile }: Profile) => ({
  ...profile,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});
