import { hash } from 'node:crypto';

import type { Versions } from '@soomcare/cache';
import type { Request, RequestHandler, Response } from 'express';

import type { Actor } from './access.ts';
import { callerNames, sendUnchanged } from './conditional.ts';
import type { Contract, Endpoint } from './endpoint.ts';
import { namesProfile } from './profile.ts';

/** Every zone of today lies a multiple of this from UTC, so no local day begins within one. */
const QUARTER_OF_AN_HOUR_MS = 15 * 60 * 1000;

/** Of an answer that follows from the member's own data, their zone and their local day. */
const tagOf = (version: string, { originalUrl }: Request, { timeZone }: Actor, at: Date) => {
  const quarter = Math.floor(at.getTime() / QUARTER_OF_AN_HOUR_MS);
  return `W/"${hash('sha1', [version, quarter, timeZone, originalUrl].join(' '), 'base64url')}"`;
};

/** Told by the guard, once the token is known to be genuine, whose it is. */
export const hearMember = ({ res }: Request, memberId: string) => {
  const listen = res?.locals['onMember'] as ((memberId: string) => void) | undefined;
  listen?.(memberId);
};

/** The tag that the member's version gives this answer; undefined where there is none. */
export const ownDataTagOf = (response: Response) => response.locals['ownDataTag'] as string | undefined;

/**
 * Has the version read together with the session: one round trip to Redis for both. Stands before the guard. In another
 * profile than the token's own it is that profile's version that counts, and nobody has opened it yet.
 */
export const readVersion =
  (versions: Versions): RequestHandler =>
  (request, response, next) => {
    if (namesProfile(request)) return next();

    response.locals['onMember'] = (memberId: string) => {
      response.locals['version'] = versions.current(memberId);
    };
    next();
  };

/** Answers 304 while the member's version is the one in the caller's tag; stands where the caller may have the answer. */
export const answerUnchanged =
  (versions: Versions, now: () => Date): RequestHandler =>
  async (request, response, next) => {
    // The guard of such a route lets only members through.
    const actor = request.user as Actor;
    const heard = response.locals['version'] as Promise<string | null> | undefined;
    const version = await (heard ?? versions.current(actor.id));
    if (version === null) return next();

    const tag = tagOf(version, request, actor, now());
    response.locals['ownDataTag'] = tag;
    if (callerNames(request, tag)) return sendUnchanged(response, tag);
    next();
  };

export const isOwnData = ({ conditional, access }: Contract) =>
  conditional === 'own-data' && access.kind === 'member';

/**
 * Renews a member's version after each request of theirs that may have changed something, whatever it answers: a
 * statement that failed on the way back may have been carried out.
 */
export const renewVersion = ({ contract, handle }: Endpoint, versions: Versions): Endpoint => {
  if (contract.method === 'get' || contract.access.kind !== 'member') return { contract, handle };

  return {
    contract,
    async handle(input) {
      const { actor } = input as { readonly actor: Actor };
      try {
        return await handle(input);
      } finally {
        await versions.renew(actor.id);
      }
    },
  };
};
