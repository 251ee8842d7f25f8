import type { Request, Response } from 'express';

import { bodyTag, callerHas, sendUnchanged, setTag } from './conditional.ts';
import type { Contract } from './endpoint.ts';
import { httpErrors } from './errors.ts';

const JSON_TYPE = 'application/json';

/** An answer in another form than JSON, one of the contract's `alternatives`. */
export class FileReply {
  readonly mediaType: string;
  readonly content: string | Buffer;
  readonly fileName: string;

  /** @param fileName ASCII without quotes: it goes into a header */
  constructor(mediaType: string, content: string | Buffer, fileName: string) {
    this.mediaType = mediaType;
    this.content = content;
    this.fileName = fileName;
  }
}

/** What `Accept` prefers of that which the contract offers; JSON where it does not care. @throws NOT_ACCEPTABLE */
export const mediaTypeOf = (request: Request, { alternatives }: Contract): string => {
  if (!alternatives) return JSON_TYPE;

  const preferred = request.accepts([JSON_TYPE, ...alternatives]);
  if (preferred === false) throw httpErrors.NOT_ACCEPTABLE();

  return preferred;
};

export const sendFile = (
  request: Request,
  response: Response,
  { mediaType, content, fileName }: FileReply,
) => {
  const tag = bodyTag(content);
  if (callerHas(request, tag)) return sendUnchanged(response, tag);

  setTag(response, tag);
  const charset = mediaType.startsWith('text/') ? '; charset=utf-8' : '';
  response.setHeader('Content-Type', `${mediaType}${charset}`);
  response.setHeader('Content-Length', Buffer.byteLength(content));
  response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
  return response.end(content);
};
