import {
  created,
  type Endpoint,
  endpoint,
  type ErrorFactory,
  type Locale,
  member,
  pageOf,
  versioned,
} from '@soomcare/http';
import { rowParams } from '@soomcare/member-rows';
import type { z } from 'zod';

import { diaryErrors } from './diary-entry.errors.ts';
import { listQuery } from './diary-entry.schemas.ts';
import type { DiaryService } from './diary-entry.service.ts';
import type { DiaryContent, Patch } from './diary-kind.ts';

/** What a kind's routes are called and carry. */
export interface DiaryRouteNames<Content, View> {
  readonly path: `/${string}`;
  /** The create: `recordPeakFlow`. */
  readonly operation: string;
  /** For the other operationIds: `getPeakFlow`, `listPeakFlows`. */
  readonly one: string;
  readonly many: string;
  /** In a summary: `Record a peak-flow reading`. */
  readonly noun: string;
  readonly nouns: string;
  readonly body: z.ZodType<Content & { readonly id?: string | undefined }>;
  readonly patch: z.ZodType<Patch<Content>>;
  readonly view: z.ZodType<View>;
  /** What the kind's own rules throw, beside the dates that no entry may have. */
  readonly errors: readonly ErrorFactory[];
}

/** The answer to a write, for kinds that have something to say at once beside the entry itself. */
export interface WriteAnswer<View> {
  readonly view: z.ZodType<View>;
  /** @returns what the view has beside the entry */
  guide(memberId: string, entry: View, locale: Locale): Promise<object>;
}

/** Recording health data needs its own consent (PIPA §23); reading and removing what is there does not. */
export const recordingMember = member({ consents: ['health-data'] });

/**
 * The six routes of one kind, for the member whose diary it is. One entry carries its version as ETag for If-Match,
 * yet never answers 304: what is worked out beside it (`zoneNow`) changes without its version.
 * Writes are never limited: before it is read nobody knows which one tells of an emergency.
 */
export const diaryRoutes = <Content extends DiaryContent, Values extends object, View extends DiaryAnswer>(
  { path, operation, one, many, noun, nouns, body, patch, view, errors }: DiaryRouteNames<Content, View>,
  diary: DiaryService<Content, Values, View>,
  written?: WriteAnswer<View>,
): Endpoint[] => {
  const itemPath = `${path}/{id}` as const;
  const tag = 'Records';
  const dateErrors = [diaryErrors.RECORD_IN_FUTURE, diaryErrors.RECORD_TOO_OLD];
  const notFound = diaryErrors.RECORD_NOT_FOUND;
  const writtenView = written?.view ?? view;
  const answerTo = async (memberId: string, entry: View, locale: Locale): Promise<View> => ({
    ...entry,
    ...(await written?.guide(memberId, entry, locale)),
  });

  return [
    endpoint(
      {
        method: 'post',
        path,
        operationId: operation,
        summary: `Record ${noun}`,
        tag,
        access: recordingMember,
        neverLimited: true,
        idempotent: true,
        body,
        status: 201,
        response: writtenView,
        errors: [...dateErrors, ...errors],
      },
      async ({ actor, body: content, call }) => {
        const named = { ...call.idempotency, timeZone: actor.timeZone };
        const entry = await diary.record(actor.id, content, named);
        return created(path, await answerTo(actor.id, entry, call.locale));
      },
    ),
    endpoint(
      {
        method: 'get',
        path,
        operationId: `list${many}`,
        summary: `List ${nouns} of a range of local days, newest first`,
        tag,
        access: member(),
        query: listQuery,
        conditional: 'own-data',
        response: pageOf(view),
      },
      ({ actor, query }) => diary.list(actor.id, query),
    ),
    endpoint(
      {
        method: 'get',
        path: itemPath,
        operationId: `get${one}`,
        summary: `Get ${noun}`,
        tag,
        access: member(),
        params: rowParams,
        response: view,
        errors: [notFound],
      },
      async ({ actor, params }) => versioned(await diary.get(actor.id, params.id)),
    ),
    endpoint(
      {
        method: 'patch',
        path: itemPath,
        operationId: `update${one}`,
        summary: `Edit ${noun}`,
        tag,
        access: recordingMember,
        neverLimited: true,
        params: rowParams,
        ifMatch: 'required',
        body: patch,
        response: writtenView,
        errors: [notFound, ...dateErrors, ...errors],
      },
      async ({ actor, params, body: content, call }) => {
        const entry = await diary.update(actor.id, params.id, content, call.expectedVersion);
        return versioned(await answerTo(actor.id, entry, call.locale));
      },
    ),
    endpoint(
      {
        method: 'delete',
        path: itemPath,
        operationId: `remove${one}`,
        tag,
        access: member(),
        summary: `Remove ${noun}; it can be restored for 30 days`,
        params: rowParams,
        ifMatch: 'optional',
        errors: [notFound],
      },
      ({ actor, params, call }) => diary.remove(actor.id, params.id, call.expectedVersion),
    ),
    endpoint(
      {
        method: 'post',
        path: `${itemPath}/restore`,
        operationId: `restore${one}`,
        tag,
        access: recordingMember,
        summary: `Undo the removal of ${noun} within 30 days`,
        params: rowParams,
        response: view,
        errors: [notFound],
      },
      async ({ actor, params }) => versioned(await diary.restore(actor.id, params.id)),
    ),
  ];
};

export interface DiaryAnswer {
  id: string;
  version: number;
}
