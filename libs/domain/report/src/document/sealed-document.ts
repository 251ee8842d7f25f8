import { deflateSync, inflateSync } from 'node:zlib';

import type { FieldCipher } from '@soomcare/database';

import { type ReportDocument, reportDocument } from './report-document.schemas.ts';

const place = (reportId: string) => ({ table: 'reports', column: 'sealed_document', rowId: reportId });

/** Between a document's canonical JSON and what the table keeps. A year of entries shrinks to a tenth. */
export const createDocumentSeal = (cipher: FieldCipher) => ({
  seal: (reportId: string, json: string): Buffer =>
    cipher.seal(deflateSync(json).toString('base64'), place(reportId)),

  open(reportId: string, sealed: Buffer): ReportDocument {
    const deflated = Buffer.from(cipher.open(sealed, place(reportId)), 'base64');
    return reportDocument.parse(JSON.parse(inflateSync(deflated).toString('utf8')));
  },
});

export type DocumentSeal = ReturnType<typeof createDocumentSeal>;
