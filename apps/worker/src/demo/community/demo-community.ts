import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { createCommunity } from '@soomcare/community';
import { type Config } from '@soomcare/config';
import { type Database, newUuid } from '@soomcare/database';
import { createBlobStore, createFiles } from '@soomcare/files';
import { createAuthors } from '@soomcare/identity';

import { type Contexts } from '../../contexts.ts';
import { type DemoPicture } from './demo-posts.ts';
import { type CommunityDemoDeps } from './load-community.ts';

export interface DemoCommunityDeps {
  readonly database: Database;
  readonly contextsAt: (now: () => Date) => Pick<Contexts, 'search' | 'inbox'>;
  readonly now: () => Date;
}

const SVG = { operation: ['VipsForeignLoadSvg'] };

/** A PNG of one of our own drawings. The check of uploads reads no SVG, and blocks it for the whole process. */
const draw = async (picture: DemoPicture): Promise<Buffer> => {
  const { default: sharp } = await import('sharp');
  const drawing = await readFile(join(import.meta.dirname, 'pictures', `${picture}.svg`));
  sharp.unblock(SVG);
  try {
    return await sharp(drawing).png().toBuffer();
  } finally {
    sharp.block(SVG);
  }
};

const uploadOf = (picture: Buffer) => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(picture)]), 'drawing.png');
  const { body, headers } = new Response(form);
  return {
    contentType: headers.get('content-type') ?? '',
    content: Readable.from(body ?? []),
  };
};

/** The community with pictures, as the API has it; the worker's own takes none. */
export const createDemoCommunity = (
  { database, contextsAt, now }: DemoCommunityDeps,
  place: Config['files'],
): Pick<CommunityDemoDeps, 'contextsAt' | 'uploadPicture'> => {
  const files = createFiles({
    ...{ database, blobs: createBlobStore(place), audiences: {} },
    ...{ now, newId: newUuid },
  });

  return {
    contextsAt(at) {
      const { search, inbox } = contextsAt(at);
      const community = createCommunity({
        ...{ database, now: at, newId: newUuid },
        ports: {
          authorsOf: createAuthors(database),
          search,
          tell: (notice, tx) => inbox.add([{ ...notice, kind: 'community' }], tx),
          pictures: { ...files.attachments, errors: [] },
        },
      });
      return { community };
    },

    async uploadPicture(memberId, picture) {
      return (await files.receive(memberId, uploadOf(await draw(picture)))).id;
    },
  };
};
