import { PassThrough, type Readable } from 'node:stream';

import { ZipFile } from 'yazl';

export interface ZippedFile {
  readonly path: string;
  readonly content: string;
}

/** The bytes of a zip file, while its files are being made; fails when making one of them fails. */
export const zipOf = (files: AsyncIterable<ZippedFile>, modifiedAt: Date): Readable => {
  const zip = new ZipFile();
  const bytes = zip.outputStream.pipe(new PassThrough());
  const fill = async () => {
    for await (const { path, content } of files) {
      zip.addBuffer(Buffer.from(content, 'utf8'), path, { mtime: modifiedAt });
    }
    zip.end();
  };
  fill().catch((error: unknown) => bytes.destroy(error instanceof Error ? error : new Error(String(error))));

  return bytes;
};

/** The same bytes in pieces of one length; the last one is shorter. */
export async function* piecesOf(bytes: Readable, pieceBytes: number): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  for await (const more of bytes as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, more]);
    while (held.length >= pieceBytes) {
      yield held.subarray(0, pieceBytes);
      held = held.subarray(pieceBytes);
    }
  }
  if (held.length > 0) yield held;
}
