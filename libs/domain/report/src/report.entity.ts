import { localDate, table, text } from '@soomcare/database';
import { MemberRow, memberRowColumns, removalIndex } from '@soomcare/member-rows';

export const reportLanguages = ['ko', 'en'] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

/** A report as it was frozen. Never edited: what the diary says later goes into another report. */
export class Report extends MemberRow {
  firstDay!: string;
  lastDay!: string;
  language!: ReportLanguage;
  /** SHA-256 of the document's canonical JSON, in hexadecimal. */
  documentSha256!: string;
  /** The document's canonical JSON, deflated, sealed for the member: it names a person and their illness. */
  sealedDocument!: Buffer;
}

const HEX_SHA_256 = 64;

export const reportTable = table<Report>()({
  target: Report,
  tableName: 'reports',
  columns: {
    ...memberRowColumns,
    firstDay: localDate(),
    lastDay: localDate(),
    language: text(2),
    documentSha256: text(HEX_SHA_256),
    sealedDocument: { type: 'mediumblob' },
  },
  indices: [
    { name: 'ix_reports_member_id_created_at_id', columns: ['memberId', 'createdAt', 'id'] },
    removalIndex('reports'),
  ],
});
