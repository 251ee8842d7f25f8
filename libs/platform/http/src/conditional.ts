import { createHash } from 'node:crypto';

import type { Request } from 'express';

import { httpErrors } from './errors.ts';

/** A weak tag over the bytes: right for lists and months, whose rows carry no common version. */
export const bodyTag = (payload: string) => `W/"${createHash('sha1').update(payload).digest('base64url')}"`;

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** True when the caller already has this representation (RFC 9110 §13.1.2, weak comparison). */
export const callerHas = (request: Request, tag: string): boolean => {
  const header = request.get('If-None-Match');
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((each) => opaque(each) === opaque(tag));
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
