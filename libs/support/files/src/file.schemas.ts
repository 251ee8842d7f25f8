import { type PlainRow } from '@soomcare/member-rows';
import { z } from 'zod';

import { type StoredFile } from './stored-file.entity.ts';

/** Of a file as it comes in. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;

/** Whatever comes in, this is kept and served. */
export const SERVED_TYPE = 'image/jpeg';

/** What a picture may be when it comes in. */
export const acceptedTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;

export const sizes = ['full', 'thumbnail'] as const;
export type Size = (typeof sizes)[number];

export const fileParams = z.strictObject({ id: z.uuid() });
export const fileQuery = z.strictObject({
  size: z.enum(sizes).default('full').meta({ description: 'A thumbnail has at most 320 pixels a side' }),
});
export const openUploadBody = z.strictObject({ mediaType: z.enum(acceptedTypes) });

export const fileView = z
  .object({
    id: z.uuid(),
    mediaType: z.literal(SERVED_TYPE),
    bytes: z.int(),
    width: z.int().meta({ description: 'Pixels, turned upright' }),
    height: z.int(),
  })
  .meta({ id: 'File' });

export const directUploadView = z
  .object({
    id: z.uuid().meta({ description: 'For POST /files/{id}/complete, once the upload is done' }),
    url: z.url(),
    fields: z
      .record(z.string(), z.string())
      .meta({ description: 'To be sent as multipart/form-data to the URL, before the field “file”' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'DirectUpload' });

export type FileView = z.output<typeof fileView>;
export type FileRow = PlainRow<StoredFile>;

/** What the check has found out of a picture, as it is kept. */
export interface PictureFacts {
  readonly contentSha256: Buffer;
  readonly bytes: number;
  readonly thumbnailBytes: number;
  readonly width: number;
  readonly height: number;
}

export type CheckedFile = FileRow & PictureFacts;

export const isChecked = (file: FileRow): file is CheckedFile => file.checkedAt !== null;

export const presentFile = ({ id, bytes, width, height }: { id: string } & PictureFacts): FileView => ({
  id,
  mediaType: SERVED_TYPE,
  bytes,
  width,
  height,
});
