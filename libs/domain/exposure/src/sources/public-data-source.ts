import type { z } from 'zod';

import { airKoreaBody, airReadingOf } from './air-korea.ts';
import { type ExposureSource, ExposureSourceError } from './exposure-source.ts';
import { kmaPollenBody, pollenIssueOf, pollenOperations } from './kma-pollen.ts';
import { bodyOf } from './public-data-answer.ts';

export interface PublicDataConfig {
  /** The key of data.go.kr, decoded; one key is approved for both services. */
  readonly key: string;
  /** Up to the operation, without a slash at the end. */
  readonly airKoreaUrl: string;
  /** The same; operations carry the version that it ends with. */
  readonly kmaHealthUrl: string;
}

const DEADLINE_MS = 10_000;
/** More than the stations of the largest region. */
const ROWS = '500';

const hourInKorea = (at: Date): string =>
  new Date(at.getTime() + 9 * 60 * 60 * 1000).toISOString().slice(0, 13).replace(/[-T]/g, '');

/** AirKorea and the Korea Meteorological Administration, by the public data portal. */
export const createPublicDataSource = (
  { key, airKoreaUrl, kmaHealthUrl }: PublicDataConfig,
  deadlineMs: number = DEADLINE_MS,
): ExposureSource => {
  const version = /V\d+$/.exec(kmaHealthUrl)?.[0] ?? '';

  /** The key stands in the URL, so nothing of what `fetch` says goes on. */
  const ask = async (url: string, query: Record<string, string>): Promise<string> => {
    try {
      const parameters = new URLSearchParams({ serviceKey: key, pageNo: '1', numOfRows: ROWS, ...query });
      const answer = await fetch(`${url}?${parameters.toString()}`, {
        signal: AbortSignal.timeout(deadlineMs),
        redirect: 'error',
      });
      const text = await answer.text();
      if (answer.ok) return text;
      throw new ExposureSourceError(`the public data portal answered ${answer.status}`);
    } catch (error) {
      if (error instanceof ExposureSourceError) throw error;
      throw new ExposureSourceError('the public data portal did not answer');
    }
  };
  const get = async <Body, Result>(
    question: { url: string; query: Record<string, string> },
    shape: z.ZodType<Body>,
    read: (body: Body, raw: string) => Result | null,
  ): Promise<Result | null> => {
    const raw = await ask(question.url, question.query);
    const body = bodyOf(raw, shape);
    return body === null ? null : read(body, raw);
  };

  return {
    name: 'public-data',
    attribution: [
      '한국환경공단 에어코리아 (공공누리: 출처표시·변경금지), 실시간 관측자료로 변경될 수 있음',
      '기상청 보건기상지수 (공공데이터포털)',
    ],
    latestAir: ({ ko }) =>
      get(
        {
          url: `${airKoreaUrl}/getCtprvnRltmMesureDnsty`,
          query: { returnType: 'json', sidoName: ko, ver: '1.3' },
        },
        airKoreaBody,
        airReadingOf,
      ),
    pollenOf: ({ areaNo }, kind, issuedAt) =>
      get(
        {
          url: `${kmaHealthUrl}/${pollenOperations[kind]}${version}`,
          query: { dataType: 'JSON', areaNo, time: hourInKorea(issuedAt) },
        },
        kmaPollenBody,
        pollenIssueOf,
      ),
  };
};
