import { open } from 'node:fs/promises';

import { type Metadata, type Sharp } from 'sharp';

import { fileErrors } from './file.errors.ts';
import { acceptedTypes } from './file.schemas.ts';

/** What is kept of an upload: made anew from its pixels, so nothing else of it is left. */
export interface CheckedPicture {
  readonly full: Buffer;
  readonly thumbnail: Buffer;
  readonly width: number;
  readonly height: number;
}

const MAX_PIXELS = 40_000_000;
/** A decoder holds some lines at once: 40 million pixels in one line took 500 MB (measured). */
const MAX_SIDE = 20_000;
/** What a decoder may hold at once: 40 megapixels with four channels. */
const MAX_DECODED_BYTES = 4 * MAX_PIXELS;
const DECODE_SECONDS = 10;
/** Fills the widest phone twice over; a picture of the original's size only costs traffic. */
const FULL_SIDE = 2_560;
const THUMBNAIL_SIDE = 320;
const QUALITY = 82;
/** As much as `file-type` needs to know a picture. */
const HEAD_BYTES = 4_100;

const loaders = ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'];

/** Loaded with the first upload: they cost a start 0.13 s of CPU time (measured). */
const loadDecoders = async () => {
  const [{ default: sharp }, { fileTypeFromBuffer }] = await Promise.all([
    import('sharp'),
    import('file-type'),
  ]);
  // Of the many formats that libvips reads, those that we take and no other.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: loaders });
  sharp.cache(false);
  sharp.concurrency(1);

  return { sharp, fileTypeFromBuffer };
};

const headOf = async (path: string): Promise<Buffer> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** A progressive JPEG keeps two bytes of every sample until its last scan. */
const decodedBytes = ({ width, height, channels, depth, isProgressive }: Metadata) =>
  width * height * channels * (depth === 'uchar' && !isProgressive ? 1 : 2);

const refuseTooLarge = (metadata: Metadata) => {
  const { width, height } = metadata;
  const isTooLarge =
    Math.max(width, height) > MAX_SIDE ||
    width * height > MAX_PIXELS ||
    decodedBytes(metadata) > MAX_DECODED_BYTES;
  if (isTooLarge) throw fileErrors.PICTURE_TOO_LARGE();
};

const fitInto = (image: Sharp, side: number) =>
  image
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality: QUALITY })
    .timeout({ seconds: DECODE_SECONDS });

/** What libvips finds wrong with a picture is its sender's business. */
const orRefuse = <T>(decoded: Promise<T>): Promise<T> =>
  decoded.catch(() => {
    throw fileErrors.FILE_NOT_A_PICTURE();
  });

/**
 * Decodes a picture in full and makes it anew: upright, in sRGB, as JPEG, without EXIF, GPS or colour profile, of an
 * animation its first frame. Neither its name nor its declared type is asked.
 */
export const createPictureCheck = () => {
  let decoders: ReturnType<typeof loadDecoders> | undefined;

  /** @throws FILE_NOT_A_PICTURE, PICTURE_TOO_LARGE */
  return async (path: string): Promise<CheckedPicture> => {
    const { sharp, fileTypeFromBuffer } = await (decoders ??= loadDecoders());
    const type = await fileTypeFromBuffer(await headOf(path));
    if (!acceptedTypes.some((accepted) => accepted === type?.mime)) throw fileErrors.FILE_NOT_A_PICTURE();

    const metadata = await orRefuse(sharp(path, { limitInputPixels: false }).metadata());
    if (metadata.mediaType !== type?.mime) throw fileErrors.FILE_NOT_A_PICTURE();
    refuseTooLarge(metadata);

    const image = sharp(path, { limitInputPixels: MAX_PIXELS, sequentialRead: true, autoOrient: true });
    const { data, info } = await orRefuse(fitInto(image, FULL_SIDE).toBuffer({ resolveWithObject: true }));
    const thumbnail = await fitInto(sharp(data), THUMBNAIL_SIDE).toBuffer();
    return { full: data, thumbnail, width: info.width, height: info.height };
  };
};

export type PictureCheck = ReturnType<typeof createPictureCheck>;
