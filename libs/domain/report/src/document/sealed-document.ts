import { deflateSync, inflateSync } from 'node:zlib';

import type { MemberCiphers } from '@soomcare/database';

import { type ReportDocument, reportDocument } from './report-document.schemas.ts';

const place = (reportId: string) => ({ table: 'reports', column: 'sealed_document', rowId: reportId });

/** Between a document's canonical JSON and what the table keeps. A year of entries shrinks to a tenth. */
export const createDocumentSeal = (memberCiphers: MemberCiphers) => ({
  async seal(memberId: string, reportId: string, json: string): Promise<Buffer> {
    const cipher = await memberCiphers.sealer(memberId);
    return cipher.seal(deflateSync(json).toString('base64'), place(reportId));
  },

  async open(memberId: string, reportId: string, sealed: Buffer): Promise<ReportDocument> {
    const opener = await memberCiphers.opener(memberId);
    const deflated = Buffer.from(opener.open(sealed, place(reportId)), 'base64');
    return reportDocument.parse(JSON.parse(inflateSync(deflated).toString('utf8')));
  },
});

export type DocumentSeal = ReturnType<typeof createDocumentSeal>;
