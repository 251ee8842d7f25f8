import { escapeHtml } from '@soomcare/http';

import { pageOf } from '../../html/page.ts';
import { reportPage } from '../../html/report-page.ts';
import type { ReportLanguage } from '../../report.entity.ts';
import type { ReportView } from '../../report.schemas.ts';
import { textsOf } from '../../texts/report-texts.ts';

const digits = (name: string, label: string, length: number) =>
  `<label>${escapeHtml(label)}<input name="${name}" inputmode="numeric" pattern="[0-9]{${length}}" maxlength="${length}" autocomplete="off" required></label>`;

/** Where a clinic types what the patient told it. @param alert why it did not open */
export const knockPage = (language: ReportLanguage, alert?: string): string => {
  const { clinic } = textsOf(language);
  const said = alert === undefined ? '' : `<p class="alert" role="alert">${escapeHtml(alert)}</p>`;

  return pageOf(
    language,
    clinic.title,
    `<h1>${escapeHtml(clinic.title)}</h1>${said}<p>${escapeHtml(clinic.intro)}</p><form method="post">
${digits('code', clinic.code, 6)}${digits('birthYear', clinic.birthYear, 4)}
<button>${escapeHtml(clinic.open)}</button></form><p class="faint">${escapeHtml(clinic.logged)}</p>`,
  );
};

/** The report as the clinic reads it; the same two facts open it once more as a file. */
export const openedPage = (report: ReportView, { code, birthYear }: { code: string; birthYear: number }) => {
  const { clinic } = textsOf(report.language);

  return reportPage(
    report,
    `<form method="post"><input type="hidden" name="code" value="${escapeHtml(code)}">
<input type="hidden" name="birthYear" value="${birthYear}"><input type="hidden" name="form" value="pdf">
<button>${escapeHtml(clinic.pdf)}</button></form><p class="faint">${escapeHtml(clinic.logged)}</p>`,
  );
};
