import { inflateSync } from 'node:zlib';

/** Makes of an opened text what the export says. */
type Reading = (opened: string) => unknown;

/** A table that the export holds. What is not named here is taken as it is; hashes and blind indexes never are. */
export interface ExportedTable {
  /** The properties that name the member. */
  readonly owners?: readonly string[];
  /** Properties that say nothing to the member, or too much to a thief. */
  readonly without?: readonly string[];
  /** How each sealed property is read; `secret` stays sealed and out of the export. */
  readonly sealed?: Readonly<Record<string, Reading | 'secret'>>;
  /** The property whose value is the seal's row id. */
  readonly sealedBy?: string;
  /** With the member's own key unless told: what belongs to the staff outlives the member. */
  readonly sealedFor?: 'member' | 'staff';
}

export const leftOutReasons = {
  secret: {
    ko: '로그인과 메일 링크를 지키는 비밀 값입니다',
    en: 'secrets that guard log-ins and mailed links',
  },
  bookkeeping: {
    ko: '프로그램이 순서를 지키는 데 쓰는 번호입니다',
    en: 'numbers by which the programs keep their order',
  },
  copy: { ko: '다른 파일에 있는 내용의 사본입니다', en: 'copies of what is in other files' },
} as const;

interface LeftOut {
  readonly leftOut: keyof typeof leftOutReasons;
}

const asText: Reading = (opened) => opened;
const asJson: Reading = (opened) => JSON.parse(opened) as unknown;
/** As reports are kept. */
const asDeflatedJson: Reading = (opened) =>
  asJson(inflateSync(Buffer.from(opened, 'base64')).toString('utf8'));

/** Without the token of the link that the caregiver's mails carry. */
const asContact: Reading = (opened) => {
  const { name, email } = JSON.parse(opened) as { name: unknown; email: unknown };
  return { name, email };
};

/**
 * What becomes of each table whose rows name a member. A table without a line here fails the test of the export, so
 * that none is forgotten: `{}` takes it as it is.
 */
export const tableDecisions: Readonly<Record<string, ExportedTable | LeftOut>> = {
  members: {
    owners: ['id'],
    sealed: {
      sealedEmail: asText,
      sealedName: asText,
      sealedPhone: asText,
      sealedDoctor: asJson,
      sealedEmergencyContact: asJson,
    },
  },
  consents: {},
  credentials: { without: ['passwordHash'], sealed: { sealedRefreshToken: 'secret' } },
  sessions: { without: ['refreshCounter'], sealed: { sealedSuccessor: 'secret' } },
  member_keys: { leftOut: 'secret' },
  devices: { sealed: { sealedPushToken: 'secret' } },
  password_resets: { leftOut: 'secret' },
  guardians: { owners: ['memberId', 'guardianId'], without: ['toldAt'] },
  family_links: { leftOut: 'secret' },
  // Who looked, by role and not by name or network address, when and why.
  audit_entries: {
    owners: ['subjectId'],
    without: ['position', 'staffId', 'address'],
    sealed: { sealedReason: asText },
    sealedFor: 'staff',
  },
  record_access_grants: { leftOut: 'copy' },

  symptom_records: {},
  peak_flows: {},
  spirometries: {},
  intakes: {},
  exacerbations: {},
  personal_bests: {},
  control_assessments: {},
  action_plans: {},
  action_plan_instructions: {},
  reports: { sealed: { sealedDocument: asDeflatedJson } },
  share_codes: {},

  medications: {},
  schedules: {},
  dose_slots: {},
  supply_events: {},
  reminders: { without: ['fence'] },
  reminder_settings: {},
  kept_time_zones: {},
  deliveries: {},
  caregivers: { sealed: { sealedContact: asContact }, sealedBy: 'memberId' },
  caregiver_refusals: { leftOut: 'bookkeeping' },

  posts: {},
  comments: {},
  post_likes: {},
  post_bookmarks: {},
  post_share_links: { without: ['token'] },
  member_refusals: {},
  // Complaints by the member. Who complained about them stays unknown to them; what came of it is a sanction.
  abuse_reports: {
    owners: ['reporterId'],
    without: ['memberId', 'snapshot', 'priority', 'dueAt', 'claimedBy', 'claimedAt', 'decidedBy'],
  },
  sanctions: { without: ['decidedBy', 'answeredBy'] },
  posting_counts: { leftOut: 'bookkeeping' },

  article_marks: {},
  exposure_regions: {},
  notifications: {},
  files: { without: ['blobKey'] },

  member_sequences: { leftOut: 'bookkeeping' },
  member_changes: { leftOut: 'bookkeeping' },
  sync_mutations: { leftOut: 'bookkeeping' },
  idempotency_keys: { leftOut: 'bookkeeping' },
  search_documents: { leftOut: 'copy' },
  search_texts: { leftOut: 'copy' },
  outbox_messages: { leftOut: 'copy' },
  exports: { leftOut: 'copy' },
  export_chunks: { leftOut: 'copy' },
};

export const isLeftOut = (decision: ExportedTable | LeftOut): decision is LeftOut => 'leftOut' in decision;
