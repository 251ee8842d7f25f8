import { PassThrough, type Readable } from 'node:stream';

import { ZipFile } from 'yazl';

export type ZippedFile = TextFile | StreamedFile;

interface TextFile {
  readonly path: string;
  readonly content: string;
}

/** Stored as it is: pictures are as small as they get. */
export interface StreamedFile {
  readonly path: string;
  readonly bytes: number;
  /** Called when its turn has come, so that one at a time is open. */
  readonly open: () => Promise<Readable>;
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

/** The bytes of a zip file, while its files are being made; fails when making one of them fails. */
export const zipOf = (files: AsyncIterable<ZippedFile>, mtime: Date): Readable => {
  const zip = new ZipFile();
  const bytes = zip.outputStream.pipe(new PassThrough());
  const fail = (error: unknown) => bytes.destroy(asError(error));
  zip.on('error', fail);
  let opened: Readable | undefined;
  bytes.once('close', () => opened?.destroy());

  const addStream = ({ path, bytes: size, open }: StreamedFile) => {
    const options = { mtime, size, compress: false };
    zip.addReadStreamLazy(path, options, (pump) => {
      open().then((content) => {
        opened = content.once('error', fail);
        pump(null, content);
      }, fail);
    });
  };
  const fill = async () => {
    for await (const file of files) {
      if ('open' in file) addStream(file);
      else zip.addBuffer(Buffer.from(file.content, 'utf8'), file.path, { mtime });
    }
    zip.end();
  };
  fill().catch(fail);

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
