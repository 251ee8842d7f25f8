import { type Endpoint, endpoint, type Limit, member, Reply, StreamReply } from '@soomcare/http';

import { type FileReading } from './file-reading.service.ts';
import { fileErrors } from './file.errors.ts';
import {
  directUploadView,
  fileParams,
  fileQuery,
  fileView,
  openUploadBody,
  SERVED_TYPE,
} from './file.schemas.ts';
import { type UploadService } from './upload.service.ts';

const tag = 'Files';

/** An upload costs a second of CPU time and more. */
const uploadLimit: Limit = { name: 'file-upload', points: 60, seconds: 10 * 60 };

const refusals = [
  fileErrors.FILE_TOO_LARGE,
  fileErrors.FILE_NOT_A_PICTURE,
  fileErrors.PICTURE_TOO_LARGE,
  fileErrors.UPLOADS_BUSY,
];

export const filesRoutes = ({
  uploads,
  reading,
}: {
  uploads: UploadService;
  reading: FileReading;
}): Endpoint[] => [
  endpoint(
    {
      method: 'post',
      path: '/files',
      operationId: 'uploadFile',
      summary: 'Upload a picture; unless something uses it, it is removed after a day',
      tag,
      access: member(),
      limit: uploadLimit,
      upload: true,
      status: 201,
      response: fileView,
      errors: [
        ...refusals,
        fileErrors.UPLOAD_MALFORMED,
        fileErrors.UPLOAD_EXPECTED,
        fileErrors.FILE_QUOTA_USED,
      ],
    },
    async ({ actor, call }) => {
      const file = await uploads.receive(actor.id, call.upload);
      return new Reply(file, { Location: `/files/${file.id}` });
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/files/presigned',
      operationId: 'openDirectUpload',
      summary: 'Where to upload a picture past this API',
      tag,
      access: member(),
      limit: uploadLimit,
      body: openUploadBody,
      status: 201,
      response: directUploadView,
      errors: [fileErrors.DIRECT_UPLOAD_OFF, fileErrors.FILE_QUOTA_USED],
    },
    ({ actor, body }) => uploads.openDirect(actor.id, body),
  ),
  endpoint(
    {
      method: 'post',
      path: '/files/{id}/complete',
      operationId: 'completeDirectUpload',
      summary: 'Have a picture checked that was uploaded past this API',
      tag,
      access: member(),
      limit: uploadLimit,
      params: fileParams,
      response: fileView,
      errors: [...refusals, fileErrors.FILE_NOT_FOUND, fileErrors.FILE_NOT_UPLOADED],
    },
    ({ actor, params }) => uploads.completeDirect(actor.id, params.id),
  ),
  endpoint(
    {
      method: 'get',
      path: '/files/{id}',
      operationId: 'getFile',
      summary: 'A picture of mine, or of what I may see',
      tag,
      access: member(),
      params: fileParams,
      query: fileQuery,
      file: SERVED_TYPE,
      conditional: true,
      errors: [fileErrors.FILE_NOT_FOUND],
    },
    async ({ actor, params, query }) => {
      const picture = await reading.get(actor.id, params.id, query.size);
      return new StreamReply({ ...picture, mediaType: SERVED_TYPE, fileName: `${params.id}.jpg` });
    },
  ),
];
