import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newUuid } from '@soomcare/database';
import { useTestDatabase } from '@soomcare/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { filesTables } from './stored-file.entity.ts';
import { CANARY, craftUploads, type CraftedUpload } from './testing/crafted-uploads.ts';

const MAX_MEGABYTES = 512;
const BUSY_MACHINE_MS = 180_000;
const BOUNDARY = 'soomcare-crafted';

const database = useTestDatabase({ entities: filesTables });
let folder = '';
let server: ReturnType<typeof fork>;
let url = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'soomcare-crafted-'));
  server = fork(join(import.meta.dirname, 'testing/upload-server.ts'), [database.url(), folder]);
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  url = `http://127.0.0.1:${port}/v1/files`;
});

afterAll(async () => {
  server.kill();
  await once(server, 'exit');
  await rm(folder, { recursive: true });
});

/** Written by hand: no client would send such names. */
const bodyOf = ({ bytes, fileName = 'photo.jpg', declaredType = 'image/jpeg' }: CraftedUpload) =>
  Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n` +
        `Content-Type: ${declaredType}\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);

const headers = {
  Authorization: `Bearer ${newUuid()}`,
  'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
};

const judge = async (upload: CraftedUpload): Promise<string | null> => {
  const answer = await fetch(url, { method: 'POST', headers, body: bodyOf(upload) });
  const isKept = answer.status === 201;
  await answer.body?.cancel();
  if (!isKept && ![400, 413, 422].includes(answer.status)) return `${upload.what} got ${answer.status}`;
  if (upload.expected === 'either') return null;

  return isKept === (upload.expected === 'clean') ? null : `${upload.what} got ${answer.status}`;
};

const filesBelow = async (place: string) => {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
};

/** A JPEG from its first byte to its last, with nothing in it but a picture. */
const isClean = async (path: string) => {
  const bytes = await readFile(path);
  const { format, exif, icc, iptc, xmp, comments, orientation } = await sharp(bytes).metadata();
  const tail = bytes.subarray(-2).toString('hex');
  const extras = [exif, icc, iptc, xmp, comments, orientation].filter((each) => each !== undefined);
  return format === 'jpeg' && tail === 'ffd9' && extras.length === 0 && !bytes.includes(CANARY);
};

test(
  'of more than 200 crafted uploads nothing unsafe is kept, in 512 MiB of memory',
  async () => {
    const uploads = await craftUploads();
    expect(uploads.length).toBeGreaterThan(200);

    const wrong: string[] = [];
    for (let at = 0; at < uploads.length; at += 4) {
      const judged = await Promise.all(uploads.slice(at, at + 4).map(judge));
      wrong.push(...judged.filter((each) => each !== null));
    }
    expect(wrong).toEqual([]);

    const [kept] = await database().rows<{ files: number; unchecked: number }>(
      'SELECT COUNT(*) AS files, SUM(f.checked_at IS NULL) AS unchecked FROM files f',
    );
    const paths = await filesBelow(folder);
    expect(Number(kept?.unchecked)).toBe(0);
    expect(kept?.files).toBeGreaterThan(50);
    expect(paths).toHaveLength(2 * (kept?.files ?? 0));
    const unsafe: string[] = [];
    for (const path of paths) if (!(await isClean(path))) unsafe.push(path);
    expect(unsafe).toEqual([]);

    server.send('memory');
    const [{ peakKilobytes }] = (await once(server, 'message')) as [{ peakKilobytes: number }];
    expect(peakKilobytes / 1024).toBeLessThan(MAX_MEGABYTES);
  },
  BUSY_MACHINE_MS,
);
