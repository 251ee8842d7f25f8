import { bytes, flag, instant, nullable, primary, sealed, table, text, uuid } from '@soomcare/database';
import type { PlainRow } from '@soomcare/member-rows';

export const caregiverStates = ['asked', 'active', 'stopped'] as const;
export type CaregiverState = (typeof caregiverStates)[number];

export const caregiverLanguages = ['ko', 'en'] as const;
export type CaregiverLanguage = (typeof caregiverLanguages)[number];

/** The one person whom a member wants to be told of missed doses; told only once both have agreed. */
export class Caregiver {
  memberId!: string;
  /** Name, address and the token of the stop link, as JSON. */
  sealedContact!: Buffer;
  emailIndex!: Buffer;
  language!: CaregiverLanguage;
  sharesNickname!: boolean;
  state!: CaregiverState;
  askTokenHash!: Buffer;
  askExpiresAt!: Date;
  /** One token for all mails, so that the link of an old one stops as well. */
  stopTokenHash!: Buffer;
  acceptedAt!: Date | null;
  /** When the last notice was left. */
  noticedAt!: Date | null;
  /** Nothing is looked for before that. */
  quietUntil!: Date;
}

export type PlainCaregiver = PlainRow<Caregiver>;

export const caregiverTable = table<Caregiver>()({
  target: Caregiver,
  tableName: 'caregivers',
  columns: {
    memberId: primary(uuid()),
    sealedContact: sealed(1000),
    emailIndex: bytes(16),
    language: text<CaregiverLanguage>(2),
    sharesNickname: flag(),
    state: text<CaregiverState>(7),
    askTokenHash: bytes(32),
    askExpiresAt: instant(),
    stopTokenHash: bytes(32),
    acceptedAt: nullable(instant()),
    noticedAt: nullable(instant()),
    quietUntil: instant(),
  },
  indices: [
    { name: 'uq_caregivers_ask_token_hash', columns: ['askTokenHash'], unique: true },
    { name: 'uq_caregivers_stop_token_hash', columns: ['stopTokenHash'], unique: true },
    {
      name: 'ix_caregivers_state_quiet_until_member_id',
      columns: ['state', 'quietUntil', 'memberId'],
    },
  ],
});

/** An address that wants no mail about a member; it outlives the caregiver's row. */
export class CaregiverRefusal {
  memberId!: string;
  emailIndex!: Buffer;
}

export const caregiverRefusalTable = table<CaregiverRefusal>()({
  target: CaregiverRefusal,
  tableName: 'caregiver_refusals',
  columns: { memberId: primary(uuid()), emailIndex: primary(bytes(16)) },
});
