import type { ReportDocument } from '../document/report-document.schemas.ts';
import { type ReportTexts, severityWord, withUnit, wordFor } from '../texts/report-texts.ts';

/** One figure of the summary, with what qualifies it. */
export interface Tile {
  readonly title: string;
  readonly figure: string;
  /** Each on a line of its own. */
  readonly more: readonly string[];
}

/** The newest best that held within the range, whichever meter it is of. */
export const bestOf = ({ personalBests, to }: ReportDocument): number | null =>
  personalBests?.find(({ validFrom }) => validFrom <= to)?.litresPerMinute ?? null;

const lungTiles = (document: ReportDocument, words: ReportTexts): Tile[] => {
  const { figures } = words;
  const { peakFlow } = document.summary;
  if (!peakFlow) return [];

  const { lowest, highest, mean, readings, daysInZone, variability } = peakFlow;
  const best = bestOf(document);
  return [
    {
      title: words.sections['peak-flow'],
      figure: `${lowest}–${highest} L/min`,
      more: [`${figures.mean} ${mean}`, `${figures.best} ${best ?? '–'}`, `${figures.readings} ${readings}`],
    },
    {
      title: figures.zones,
      figure: `${daysInZone.green} / ${daysInZone.yellow} / ${daysInZone.red}`,
      more: [
        figures.zoneRule,
        `${figures.coverage} ${document.coverage.peakFlowDays ?? 0} / ${document.coverage.days}`,
      ],
    },
    {
      title: figures.variability,
      figure: variability.percent === null ? '–' : `${variability.percent}%`,
      more: [
        variability.percent === null
          ? `${figures.variabilityShort} (${variability.validDays}/${variability.requiredDays})`
          : withUnit(words, variability.validDays, words.day),
      ],
    },
  ];
};

const diaryTiles = (
  { summary, coverage, adherence, assessments }: ReportDocument,
  words: ReportTexts,
): Tile[] => {
  const { figures } = words;
  const { symptoms, reliever, events } = summary;
  const last = assessments?.at(-1);

  return [
    ...(symptoms
      ? [
          {
            title: figures.symptomDays,
            figure: withUnit(words, symptoms.symptomDays, words.day),
            more: [
              `${figures.nightWakingDays} ${symptoms.nightWakingDays}`,
              `${figures.worst} ${severityWord(words, symptoms.worstSeverity)}`,
              `${figures.coverage} ${coverage.symptomDays ?? 0} / ${coverage.days}`,
            ],
          },
        ]
      : []),
    ...(reliever
      ? [
          {
            title: figures.relieverDays,
            figure: withUnit(words, reliever.days, words.day),
            more: [`${figures.puffs} ${reliever.puffs}`, `${figures.preExercise} ${reliever.preExercise}`],
          },
        ]
      : []),
    ...(adherence
      ? [
          {
            title: figures.adherence,
            figure: adherence.range.percent === null ? '–' : `${adherence.range.percent}%`,
            more: [
              `${figures.doses} ${adherence.range.taken} / ${adherence.range.expected}`,
              `${figures.missed} ${adherence.range.missed} · ${figures.skipped} ${adherence.range.skipped}`,
            ],
          },
        ]
      : []),
    ...(events
      ? [
          {
            title: figures.events,
            figure: String(events.reduce((sum, { count }) => sum + count, 0)),
            more: events.map(({ kind, count }) => `${wordFor(words.events, kind)} ${count}`),
          },
        ]
      : []),
    ...(last
      ? [
          {
            title: figures.control,
            figure: wordFor(words.verdicts, last.verdict),
            more: [`${wordFor(words.assessments, last.kind)} ${last.score}`, last.recordedOn],
          },
        ]
      : []),
  ];
};

/** The summary in figures, of the sections that were asked for. */
export const tilesOf = (document: ReportDocument, words: ReportTexts): Tile[] => [
  ...lungTiles(document, words),
  ...diaryTiles(document, words),
];
