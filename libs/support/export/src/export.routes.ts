import { anyone, type Endpoint, endpoint, type Limit, member, StreamReply } from '@soomcare/http';

import { exportErrors } from './export.errors.ts';
import { downloadBody, exportFileView, exportParams, exportView } from './export.schemas.ts';
import type { ExportService } from './export.service.ts';

const tag = 'Me';
const ZIP = 'application/zip';

/** Each reads everything that is kept of a member. */
const NEW_EXPORTS: Limit = { name: 'new-exports', points: 5, seconds: 60 * 60 };
/** Each reads a file that may be large. */
const DOWNLOADS: Limit = { name: 'export-downloads', points: 10, seconds: 10 * 60 };

/** All that is kept of a member, as a file. A stolen session must not be enough for it. */
export const exportRoutes = (exports: ExportService): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: '/me/exports',
      operationId: 'startExport',
      summary:
        'Have a file made of everything that you keep about me; while one is being made, that one is told of',
      tag,
      access: member({ recentLogIn: true }),
      limit: NEW_EXPORTS,
      status: 202,
      response: exportView,
    },
    ({ actor }) => exports.start(actor.id),
  ),
  endpoint(
    {
      method: 'get',
      path: '/me/exports/{id}',
      operationId: 'getExport',
      summary: 'How far my export is, and for seven days what to fetch it with',
      tag,
      access: member({ recentLogIn: true }),
      params: exportParams,
      response: exportView,
      errors: [exportErrors.EXPORT_NOT_FOUND],
    },
    ({ actor, params }) => exports.get(actor.id, params.id),
  ),
  endpoint(
    {
      method: 'post',
      path: '/export-downloads',
      operationId: 'downloadExport',
      summary: 'Fetch an export: the zip file with `Accept: application/zip`, else what to expect',
      tag,
      access: anyone('the token, which only getExport gives, names one file for ten minutes'),
      limit: DOWNLOADS,
      body: downloadBody,
      status: 200,
      response: exportFileView,
      alternatives: [ZIP],
      errors: [exportErrors.EXPORT_LINK_INVALID],
    },
    async ({ body, call }) => {
      const { id, open, ...file } = await exports.file(body.token);
      if (call.mediaType !== ZIP) return file;

      return new StreamReply({
        ...{ mediaType: ZIP, fileName: file.fileName, bytes: file.sizeBytes },
        ...{ tag: `"${id}"`, open },
      });
    },
  ),
];
