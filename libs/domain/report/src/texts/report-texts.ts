import type { ReportLanguage } from '../report.entity.ts';
import { en } from './en.ts';
import { ko, type ReportTexts } from './ko.ts';

export type { ReportTexts } from './ko.ts';

const texts: Readonly<Record<ReportLanguage, ReportTexts>> = { ko, en };

export const textsOf = (language: ReportLanguage): ReportTexts => texts[language];

/** The word for a code; a code that is newer than this list is shown as it is. */
export const wordFor = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code;

/** `3 days`, `1 patch`; without the space and the plural where a language has none. */
export const withUnit = ({ unitSpace, unitPlural }: ReportTexts, amount: number, unit: string): string => {
  const plural = unitPlural !== '' && unit.endsWith('ch') ? `e${unitPlural}` : unitPlural;
  return `${amount}${unitSpace}${unit}${amount === 1 ? '' : plural}`;
};

export const severityWord = ({ severities }: ReportTexts, severity: number): string =>
  severities[severity] ?? String(severity);

/** YYYY-MM-DD on the wall of whoever wrote it. */
export const localDay = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** HH:MM on the wall of whoever wrote it. */
export const localTime = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
