import { hash } from 'node:crypto';

import type { Request, Response } from 'express';

import { httpErrors } from './errors.ts';

/** A weak tag over the bytes: right for lists and months, whose rows carry no common version. */
export const bodyTag = (payload: string | Buffer) => `W/"${hash('sha1', payload, 'base64url')}"`;

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** True when one of the tags that the caller holds is this one (RFC 9110 §13.1.2, weak comparison). */
export const callerNames = ({ headers }: Request, tag: string): boolean =>
  headers['if-none-match']?.split(',').some((each) => opaque(each) === opaque(tag)) ?? false;

/** True when the caller already has this representation; a star stands for any that there is. */
export const callerHas = (request: Request, tag: string): boolean =>
  request.headers['if-none-match']?.trim() === '*' || callerNames(request, tag);

/** May be kept, but not used without asking again. */
export const setTag = (response: Response, tag: string) => {
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', 'private, no-cache');
};

export const sendUnchanged = (response: Response, tag: string) => {
  setTag(response, tag);
  response.statusCode = 304;
  response.end();
};

/**
 * The version in `If-Match`, or null where any version will do (`*`, or optional and absent).
 * A tag that is none of ours can match no row, so it is answered like a stale one.
 */
export const expectedVersionOf = (
  request: Request,
  rule: 'required' | 'optional' | undefined,
): number | null => {
  if (rule === undefined) return null;

  const header = request.get('If-Match')?.trim();
  if (header === undefined) {
    if (rule === 'required') throw httpErrors.IF_MATCH_REQUIRED();
    return null;
  }
  if (header === '*') return null;

  const version = /^"([0-9]{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw httpErrors.VERSION_MISMATCH();
  return Number(version);
};
