import type { ReportDocument } from '../document/report-document.schemas.ts';
import { reportSections } from '../document/report-document.schemas.ts';
import { createFreezer, type ReportRequest } from '../document/freeze.ts';
import type { ReportSources } from '../document/report-sources.ts';
import { sampleSources } from './sample-sources.ts';

/** Four weeks of the sample diary, frozen with every section. */
export const sampleDocument = (
  request: Partial<ReportRequest> = {},
  different: Partial<ReportSources> = {},
): Promise<ReportDocument> =>
  createFreezer(sampleSources(different))(
    'member',
    { from: '2026-02-01', to: '2026-02-28', sections: reportSections, language: 'ko', ...request },
    'Asia/Seoul',
  );
