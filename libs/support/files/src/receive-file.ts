import { createWriteStream } from 'node:fs';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type Upload } from '@soomcare/http';
import busboy from 'busboy';

import { fileErrors } from './file.errors.ts';
import { MAX_UPLOAD_BYTES } from './file.schemas.ts';

const FIELD = 'file';
/** One byte more: busboy tells a file of just its limit as one that it has cut. */
const limits = { files: 1, fields: 0, fileSize: MAX_UPLOAD_BYTES + 1 };

const parserOf = (contentType: string) => {
  if (!/^multipart\/form-data\s*(;|$)/i.test(contentType)) throw fileErrors.UPLOAD_EXPECTED();
  try {
    return busboy({ headers: { 'content-type': contentType }, limits });
  } catch {
    throw fileErrors.UPLOAD_MALFORMED();
  }
};

/**
 * Writes the one file of a multipart body to `path`, no faster than the disk takes it. Its name and its declared type
 * are thrown away. What is left of a body that is refused is read and forgotten, so that the sender gets the answer.
 */
export const receiveFile = ({ content, contentType }: Upload, path: string): Promise<void> => {
  const parser = parserOf(contentType);

  return new Promise((resolve, reject) => {
    let written: Promise<void> | undefined;
    const refuse = (reason: Error) => {
      reject(reason);
      content.unpipe(parser);
      content.resume();
      parser.destroy();
    };
    const refuseMalformed = () => refuse(fileErrors.UPLOAD_MALFORMED());

    parser.on('file', (name, file) => {
      if (name !== FIELD) refuseMalformed();
      file.once('limit', () => refuse(fileErrors.FILE_TOO_LARGE()));
      written = pipeline(file, createWriteStream(path));
      written.catch(refuse);
    });
    for (const tooMany of ['filesLimit', 'fieldsLimit'] as const) {
      parser.once(tooMany, refuseMalformed);
    }
    // Not once: destroying it amid a part makes it say so again, and an error that nobody hears ends the process.
    parser.on('error', refuseMalformed);
    parser.once('close', () => {
      if (written) written.then(resolve, reject);
      else refuseMalformed();
    });
    content.once('error', refuseMalformed);
    content.pipe(parser);
  });
};

async function* atMost(content: AsyncIterable<Buffer>) {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > MAX_UPLOAD_BYTES) throw fileErrors.FILE_TOO_LARGE();
    yield chunk;
  }
}

/** Writes what a client has put into the store itself to `path`: the store's own limit is not believed. */
export const fetchFile = (content: Readable, path: string): Promise<void> =>
  pipeline(content, atMost, createWriteStream(path));
