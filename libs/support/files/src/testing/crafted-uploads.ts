import { deflateRawSync, deflateSync } from 'node:zlib';

import sharp from 'sharp';

import {
  aFlatPng,
  aPromisingPng,
  aTextBomb,
  damaged,
  intoJpeg,
  intoPng,
  pngChunk,
  resizedGif,
  resizedJpeg,
} from './crafted-bytes.ts';
import { aPhonePhoto, aPicture } from './pictures.ts';

export interface CraftedUpload {
  readonly what: string;
  readonly bytes: Buffer;
  readonly fileName?: string;
  readonly declaredType?: string;
  /** `clean`: its picture may be kept, nothing else of it. */
  readonly expected: 'clean' | 'refused' | 'either';
}

/** Stands in each payload: it may be found in nothing that is kept. */
export const CANARY = 'SOOM_CANARY';

const zip = (content: string) =>
  Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\x08\0'), Buffer.from(CANARY), deflateRawSync(content)]);

const payloads: Readonly<Record<string, Buffer>> = {
  php: Buffer.from(`<?php system("${CANARY}"); ?>`),
  html: Buffer.from(`<html><script>alert("${CANARY}")</script></html>`),
  svg: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="${CANARY}"/>`),
  jar: zip('META-INF/MANIFEST.MF'),
  zip: zip('x'.repeat(10_000)),
  pdf: Buffer.from(`%PDF-1.7\n1 0 obj<</JS(${CANARY})>>endobj`),
  exe: Buffer.from(`MZ\x90\0${CANARY}`),
  script: Buffer.from(`#!/bin/sh\necho ${CANARY}`),
};
const payloadList = Object.entries(payloads);

const pictures = async () => {
  const small = () => aPicture({ width: 64, height: 48 });
  return {
    jpeg: await small().jpeg().toBuffer(),
    png: await small().png().toBuffer(),
    webp: await small().webp().toBuffer(),
    gif: await small().gif().toBuffer(),
  };
};
type Pictures = Awaited<ReturnType<typeof pictures>>;

const polyglots = (kinds: Pictures): CraftedUpload[] => {
  const list = Object.entries(kinds);
  return [
    ...list.flatMap(([kind, picture]) =>
      payloadList.flatMap(([name, payload]): CraftedUpload[] => [
        { what: `${kind} + ${name}`, bytes: Buffer.concat([picture, payload]), expected: 'either' },
        { what: `${name} + ${kind}`, bytes: Buffer.concat([payload, picture]), expected: 'refused' },
      ]),
    ),
    ...payloadList.flatMap(([name, payload]): CraftedUpload[] => [
      {
        what: `${name} in a JPEG comment`,
        bytes: intoJpeg(kinds.jpeg, payload.toString('latin1')),
        expected: 'clean',
      },
      {
        what: `${name} in a PNG text`,
        bytes: intoPng(kinds.png, pngChunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), payload]))),
        expected: 'clean',
      },
      { what: `${name} alone`, bytes: payload, expected: 'refused' },
    ]),
  ];
};

const metadata = async (): Promise<CraftedUpload[]> => {
  const uploads: CraftedUpload[] = [
    { what: 'a phone’s photo', bytes: await aPhonePhoto(), expected: 'clean' },
  ];
  for (let orientation = 1; orientation <= 8; orientation += 1) {
    const tagged = () =>
      aPicture({ width: 64, height: 48 })
        .withExif({ IFD0: { Artist: CANARY }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 59/1' } })
        .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${CANARY}</x:xmpmeta>`)
        .withMetadata({ orientation });
    uploads.push(
      {
        what: `JPEG with GPS, turned ${orientation}`,
        bytes: await tagged().jpeg().toBuffer(),
        expected: 'clean',
      },
      {
        what: `WebP with GPS, turned ${orientation}`,
        bytes: await tagged().webp().toBuffer(),
        expected: 'clean',
      },
      {
        what: `PNG with GPS, turned ${orientation}`,
        bytes: await tagged().png().toBuffer(),
        expected: 'clean',
      },
    );
  }
  return uploads;
};

const XMP_WITH_GPS = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>37,33N</exif:GPSLatitude>${CANARY}</x:xmpmeta>`;

/** Other places in which a picture hides where it was taken, and other pictures than a phone's. */
const rarities = async (kinds: Pictures): Promise<CraftedUpload[]> => {
  const picture = () => aPicture({ width: 64, height: 48 });
  const frames = Buffer.concat(
    Array.from({ length: 3 }, (_, frame) => Buffer.alloc(64 * 48 * 3, frame * 80)),
  );
  const animation = () => sharp(frames, { raw: { width: 64, height: 48 * 3, channels: 3, pageHeight: 48 } });
  const xmpText = Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${XMP_WITH_GPS}`);
  const exifText = Buffer.concat([
    Buffer.from('Raw profile type exif\0\0'),
    deflateSync(`\nexif\n  ${CANARY.length}\n${Buffer.from(CANARY).toString('hex')}\n`),
  ]);
  const video = Buffer.from(`\0\0\0\x18ftypmp42\0\0\0\0mp42isom${CANARY}`, 'latin1');
  const list = [
    ['a PNG with XMP in a text', intoPng(kinds.png, pngChunk('iTXt', xmpText))],
    ['a PNG with EXIF in a packed text', intoPng(kinds.png, pngChunk('zTXt', exifText))],
    ['a JPEG for print, in CMYK', await picture().toColourspace('cmyk').jpeg().toBuffer()],
    ['a grey JPEG', await picture().greyscale().jpeg().toBuffer()],
    ['a PNG of 16 bits', await picture().toColourspace('rgb16').png().toBuffer()],
    ['a PNG with a palette', await picture().png({ palette: true, colours: 4 }).toBuffer()],
    ['a PNG that one can see through', await picture().ensureAlpha(0.3).png().toBuffer()],
    ['a JPEG with a wide gamut', await picture().withIccProfile('p3').jpeg().toBuffer()],
    ['a WebP that moves', await animation().webp({ loop: 0 }).toBuffer()],
    ['a GIF that moves', await animation().gif({ loop: 0 }).toBuffer()],
    ['a JPEG with its video behind it', Buffer.concat([kinds.jpeg, video])],
    ['a JPEG with another JPEG behind it', Buffer.concat([kinds.jpeg, await aPhonePhoto()])],
  ] as const;
  return list.map(([what, bytes]) => ({ what, bytes, expected: 'clean' }));
};

const broken = (kinds: Pictures): CraftedUpload[] =>
  Object.entries(kinds).flatMap(([kind, picture]) => [
    ...[0, 1, 4, 12, 30].map((length): CraftedUpload => ({
      what: `${length} bytes of ${kind}`,
      bytes: picture.subarray(0, length),
      expected: 'refused',
    })),
    ...[0.5, 0.9].map((part): CraftedUpload => ({
      what: `${part} of ${kind}`,
      bytes: picture.subarray(0, Math.floor(picture.length * part)),
      expected: 'either',
    })),
    ...Array.from({ length: 8 }, (_, seed): CraftedUpload => ({
      what: `${kind} damaged, seed ${seed}`,
      bytes: damaged(picture, seed + 1),
      expected: 'either',
    })),
  ]);

const bombs = async (kinds: Pictures): Promise<CraftedUpload[]> => {
  const frames = Array.from({ length: 60 }, (_, frame) => Buffer.alloc(64 * 48 * 3, frame));
  const animation = sharp(Buffer.concat(frames), {
    raw: { width: 64, height: 48 * 60, channels: 3, pageHeight: 48 },
  });
  const refused = [
    ['a PNG that claims 65,535 × 65,535', aPromisingPng(65_535, 65_535)],
    ['a PNG that claims 2,147,483,647 × 1', aPromisingPng(2_147_483_647, 1)],
    ['a PNG that claims 0 × 0', aPromisingPng(0, 0)],
    ['a flat PNG of 196 megapixels', await aFlatPng(14_000, 14_000, 8)],
    ['a flat PNG of 400 megapixels in bits', await aFlatPng(20_000, 20_000, 1)],
    ['a PNG of 40,000,000 × 1', await aFlatPng(40_000_000, 1, 8)],
    ['a JPEG that claims 65,500 × 65,500', resizedJpeg(kinds.jpeg, 65_500, 65_500)],
    ['a GIF that claims 65,535 × 65,535', resizedGif(kinds.gif, 65_535, 65_535)],
  ] as const;
  const either = [
    ['a PNG with a text of 60 MB', intoPng(kinds.png, aTextBomb('zTXt', 60_000_000))],
    ['a PNG with a profile of 60 MB', intoPng(kinds.png, aTextBomb('iCCP', 60_000_000))],
    ['a flat PNG of 40 megapixels', await aFlatPng(8_000, 5_000, 8)],
    ['a flat PNG of 40 megapixels, 16 bits each', await aFlatPng(8_000, 5_000, 16)],
    ['an animation', await animation.gif().toBuffer()],
    [
      'a JPEG of 26 megapixels in scans',
      await aPicture({ width: 6_500, height: 4_000 }).jpeg({ progressive: true }).toBuffer(),
    ],
  ] as const;
  return [
    ...refused.map(([what, bytes]): CraftedUpload => ({ what, bytes, expected: 'refused' })),
    ...either.map(([what, bytes]): CraftedUpload => ({ what, bytes, expected: 'either' })),
  ];
};

const otherTypes = async (): Promise<CraftedUpload[]> => {
  const picture = () => aPicture({ width: 64, height: 48 });
  const types = [
    ['TIFF', await picture().tiff().toBuffer()],
    ['AVIF', await picture().avif({ effort: 0 }).toBuffer()],
    ['HEIC', Buffer.from('00000018667479706865696300000000686569636d696631', 'hex')],
    ['BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)])],
    ['ICO', Buffer.concat([Buffer.from('00000100010010100000', 'hex'), Buffer.alloc(60)])],
    ['PSD', Buffer.concat([Buffer.from('8BPS'), Buffer.alloc(60)])],
    ['MP4', Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex')],
    ['XML that grows', Buffer.from('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>')],
    ['zeros', Buffer.alloc(5_000)],
    ['JSON', Buffer.from('{"file":true}')],
  ] as const;
  return types.map(([what, bytes]) => ({ what, bytes, expected: 'refused' }));
};

const names = [
  ...[
    'photo.php',
    'photo.jpg.php',
    'photo.php.jpg',
    'photo.svg',
    '.htaccess',
    'web.config',
    'CON',
    'photo',
    '',
  ],
  ...[
    '../../../etc/passwd',
    '..\\..\\boot.ini',
    '/etc/passwd',
    'C:\\photo.jpg',
    '%2e%2e%2fphoto.jpg',
    'images/ab/x',
  ],
  ...[
    'photo.php\0.jpg',
    'photo\u202egpj.exe',
    'a\tb.jpg',
    'a;b.jpg',
    '사진.jpg',
    '😀.jpg',
    `${'a'.repeat(5_000)}.jpg`,
  ],
];
const declaredTypes = [
  'text/html',
  'image/svg+xml',
  'application/x-php',
  'application/octet-stream',
  '../x',
  'image/png',
];

const labels = ({ jpeg: bytes }: Pictures): CraftedUpload[] => [
  ...names.map((fileName): CraftedUpload => ({
    what: `named ${fileName.slice(0, 30)}`,
    bytes,
    fileName,
    expected: 'either',
  })),
  ...declaredTypes.map((declaredType): CraftedUpload => ({
    what: `called ${declaredType}`,
    bytes,
    declaredType,
    expected: 'clean',
  })),
];

/** More than two hundred, made by code, the same ones each time. */
export const craftUploads = async (): Promise<CraftedUpload[]> => {
  const kinds = await pictures();
  return [
    ...polyglots(kinds),
    ...(await metadata()),
    ...(await rarities(kinds)),
    ...broken(kinds),
    ...(await bombs(kinds)),
    ...(await otherTypes()),
    ...labels(kinds),
  ];
};
