import {
  bytes,
  instant,
  integer,
  localDate,
  nullable,
  sealed,
  table,
  text,
  uuidPrimary,
  version,
} from '@soomcare/database';

import type { Diagnosis, Language, Sex, Smoking } from './member.schemas.ts';

export const memberStatuses = ['active', 'locked'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

/** A member's row; what names a person is sealed, `emailIndex` finds an address without opening any. */
export class Member {
  id!: string;
  status!: MemberStatus;
  /** Null, with `sealedEmail`, for a member who logs in by a provider only: we do not ask it for an address. */
  emailIndex!: Buffer | null;
  sealedEmail!: Buffer | null;
  nickname!: string;
  birthDate!: string;
  sealedName!: Buffer | null;
  sealedPhone!: Buffer | null;
  sex!: Sex | null;
  heightCm!: number | null;
  /** Tenths of a kilogram, so that 62.5 kg stays exact. */
  weightHectograms!: number | null;
  smoking!: Smoking | null;
  diagnosis!: Diagnosis | null;
  diagnosedOn!: string | null;
  /** JSON of name, clinic and phone. */
  sealedDoctor!: Buffer | null;
  /** JSON of name, relationship and phone. */
  sealedEmergencyContact!: Buffer | null;
  timeZone!: string;
  language!: Language;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
}

export const memberTable = table<Member>()({
  target: Member,
  tableName: 'members',
  columns: {
    id: uuidPrimary(),
    status: text(10),
    emailIndex: nullable(bytes(16)),
    sealedEmail: nullable(sealed(400)),
    nickname: text(20),
    birthDate: localDate(),
    sealedName: nullable(sealed(300)),
    sealedPhone: nullable(sealed(100)),
    sex: nullable(text<Sex>(10)),
    heightCm: nullable(integer({ unsigned: true, size: 'smallint' })),
    weightHectograms: nullable(integer({ unsigned: true, size: 'smallint' })),
    smoking: nullable(text<Smoking>(10)),
    diagnosis: nullable(text<Diagnosis>(30)),
    diagnosedOn: nullable(localDate()),
    sealedDoctor: nullable(sealed(2000)),
    sealedEmergencyContact: nullable(sealed(1000)),
    timeZone: text(64),
    language: text(2),
    version: version(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  indices: [
    { name: 'uq_members_email_index', columns: ['emailIndex'], unique: true },
    { name: 'ix_members_created_at_id', columns: ['createdAt', 'id'] },
  ],
});
