import { crc32, createDeflate, deflateSync } from 'node:zlib';

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export const pngChunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
};

/** Behind the signature and the header, where a decoder still reads texts. */
export const intoPng = (png: Buffer, chunk: Buffer) =>
  Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);

/** @param bits of a sample of grey */
const pngHeader = (width: number, height: number, bits: number) =>
  pngChunk('IHDR', Buffer.concat([uint32(width), uint32(height), Buffer.from([bits, 0, 0, 0, 0])]));

/** A header that promises more than follows. */
export const aPromisingPng = (width: number, height: number) =>
  Buffer.concat([
    PNG_SIGNATURE,
    pngHeader(width, height, 8),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

/** All of one colour and complete: each of its bytes is a thousand and more once it is decoded. */
export const aFlatPng = async (width: number, height: number, bits: number): Promise<Buffer> => {
  const line = Buffer.alloc(1 + Math.ceil((width * bits) / 8));
  const deflate = createDeflate({ level: 1 });
  const packed: Buffer[] = [];
  deflate.on('data', (bytes: Buffer) => packed.push(bytes));
  const done = new Promise((resolve) => deflate.once('end', resolve));
  for (let row = 0; row < height; row += 1) deflate.write(line);
  deflate.end();
  await done;

  return Buffer.concat([
    PNG_SIGNATURE,
    pngHeader(width, height, bits),
    pngChunk('IDAT', Buffer.concat(packed)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
};

/** A text of so many bytes, packed. */
export const aTextBomb = (type: 'zTXt' | 'iCCP', bytes: number) =>
  pngChunk(type, Buffer.concat([Buffer.from('bomb\0\0'), deflateSync(Buffer.alloc(bytes, 'A'))]));

/** Behind the first marker. */
export const intoJpeg = (jpeg: Buffer, comment: string) => {
  const text = Buffer.from(comment);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe]), length, text, jpeg.subarray(2)]);
};

/** The size that a JPEG claims in its frame header. */
export const resizedJpeg = (jpeg: Buffer, width: number, height: number) => {
  const changed = Buffer.from(jpeg);
  const frame = changed.indexOf(Buffer.from([0xff, 0xc0]));
  changed.writeUInt16BE(height, frame + 5);
  changed.writeUInt16BE(width, frame + 7);
  return changed;
};

/** The size of the screen, and of the first frame, that a GIF claims. */
export const resizedGif = (gif: Buffer, width: number, height: number) => {
  const changed = Buffer.from(gif);
  const frame = changed.indexOf(0x2c, 13);
  for (const at of [6, frame + 5]) {
    changed.writeUInt16LE(width, at);
    changed.writeUInt16LE(height, at + 2);
  }
  return changed;
};

/** Bytes changed here and there, the same ones for the same seed. */
export const damaged = (bytes: Buffer, seed: number) => {
  const changed = Buffer.from(bytes);
  let state = seed;
  for (let each = 0; each < 8; each += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    changed[20 + (state % (changed.length - 20))] = state % 251;
  }
  return changed;
};
