import type { FieldOpener, MemberCiphers, Transaction } from '@soomcare/database';

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

/** What may be written of a member: their address is no part of what they edit. */
export interface ProfileChange extends UpdateMe {
  readonly email?: string;
}

const nobody = { id: '00000000-0000-0000-0000-000000000000', sealedEmail: null };

const place = (id: string, column: SealedColumn) => ({ table: 'members', column, rowId: id });

/** Between a member's row and what the member sees of it. */
export const createProfileMapper = (memberCiphers: MemberCiphers) => {
  const openOrNull = (opener: FieldOpener, id: string, column: SealedColumn, sealed: Buffer | null) =>
    sealed === null ? null : opener.open(sealed, place(id, column));

  /** Of nobody it is null, for the same work. */
  const openEmail = async (member: Pick<Member, 'id' | 'sealedEmail'> | null, within?: Transaction) => {
    const { id, sealedEmail } = member ?? nobody;
    return openOrNull(await memberCiphers.opener(id, within), id, 'sealed_email', sealedEmail);
  };

  return {
    openEmail,
    /** Of a member who is known by their address. */
    async getEmail(member: Pick<Member, 'id' | 'sealedEmail'>): Promise<string> {
      const email = await openEmail(member);
      if (email === null) throw new Error('this member has no address');
      return email;
    },

    async toProfile(member: Member, within?: Transaction): Promise<Profile> {
      const { id, weightHectograms } = member;
      const opener = await memberCiphers.opener(id, within);
      const doctor = openOrNull(opener, id, 'sealed_doctor', member.sealedDoctor);
      const contact = openOrNull(opener, id, 'sealed_emergency_contact', member.sealedEmergencyContact);
      return {
        id,
        email: openOrNull(opener, id, 'sealed_email', member.sealedEmail),
        nickname: member.nickname,
        birthDate: member.birthDate,
        language: member.language,
        timeZone: member.timeZone,
        name: openOrNull(opener, id, 'sealed_name', member.sealedName),
        phone: openOrNull(opener, id, 'sealed_phone', member.sealedPhone),
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
    async toColumns(id: string, change: ProfileChange, tx: Transaction): Promise<Partial<Member>> {
      const { email, name, phone, weightKg, doctor, emergencyContact, ...plain } = change;
      const cipher = await memberCiphers.sealer(id, tx);
      const sealOrNull = (column: SealedColumn, text: string | null) =>
        text === null ? null : cipher.seal(text, place(id, column));
      const columns: Partial<Member> = Object.fromEntries(
        Object.entries(plain).filter(([, value]) => value !== undefined),
      );

      if (email !== undefined) columns.sealedEmail = sealOrNull('sealed_email', email);
      if (name !== undefined) columns.sealedName = sealOrNull('sealed_name', name);
      if (phone !== undefined) columns.sealedPhone = sealOrNull('sealed_phone', phone);
      if (weightKg !== undefined)
        columns.weightHectograms = weightKg === null ? null : Math.round(weightKg * 10);
      if (doctor !== undefined) {
        const whole = doctor && {
          name: doctor.name,
          clinic: doctor.clinic ?? null,
          phone: doctor.phone ?? null,
        };
        columns.sealedDoctor = sealOrNull('sealed_doctor', whole && JSON.stringify(whole));
      }
      if (emergencyContact !== undefined) {
        const whole = emergencyContact && {
          ...emergencyContact,
          relationship: emergencyContact.relationship ?? null,
        };
        columns.sealedEmergencyContact = sealOrNull(
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
