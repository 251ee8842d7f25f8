import { z } from 'zod';

import { ExposureSourceError } from './exposure-source.ts';

const NORMAL = '00';
const NO_DATA = '03';

const envelope = z.object({
  response: z.object({
    header: z.object({ resultCode: z.string(), resultMsg: z.string().optional() }),
    body: z.unknown().optional(),
  }),
});

/** Refusals of the gateway come as XML with status 200, whatever was asked for. */
const refusalIn = (text: string): string =>
  /<returnAuthMsg>([A-Z_]{1,80})<\/returnAuthMsg>/.exec(text)?.[1] ?? 'no JSON';

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ExposureSourceError(`the public data portal answered: ${refusalIn(text)}`);
  }
};

/**
 * The body of an answer of the public data portal.
 *
 * @returns null when it has no data
 * @throws ExposureSourceError for a refusal, an error or another shape
 */
export const bodyOf = <Body>(text: string, shape: z.ZodType<Body>): Body | null => {
  const read = envelope.safeParse(parseJson(text));
  if (!read.success) throw new ExposureSourceError('the public data portal answered in another shape');

  const { header, body } = read.data.response;
  if (header.resultCode === NO_DATA) return null;
  if (header.resultCode !== NORMAL) {
    throw new ExposureSourceError(`the public data portal answered with its code ${header.resultCode}`);
  }

  const known = shape.safeParse(body);
  if (!known.success) throw new ExposureSourceError('the public data portal answered in another shape');
  return known.data;
};
