import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Request, Response } from 'express';

import { callerHas, sendUnchanged, setTag } from './conditional.ts';

export interface StreamedFile {
  readonly mediaType: string;
  readonly bytes: number;
  /** A strong ETag, quotes included. */
  readonly tag: string;
  /** ASCII without quotes: it goes into a header. */
  readonly fileName: string;
  /** Called only where the caller does not have the file already. */
  readonly open: () => Promise<Readable>;
}

/** A file that goes out as it is read: the answer of a contract with `file`. */
export class StreamReply {
  readonly file: StreamedFile;

  constructor(file: StreamedFile) {
    this.file = file;
  }
}

const isHungUp = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

export const sendStream = async (request: Request, response: Response, { file }: StreamReply) => {
  if (callerHas(request, file.tag)) return sendUnchanged(response, file.tag);

  const content = await file.open();
  setTag(response, file.tag);
  response.setHeader('Content-Type', file.mediaType);
  response.setHeader('Content-Length', file.bytes);
  response.setHeader('Content-Disposition', `attachment; filename="${file.fileName}"`);
  try {
    await pipeline(content, response);
  } catch (error) {
    // A caller that leaves is nobody's fault.
    if (!isHungUp(error)) throw error;
  }
};
