import { inflateSync } from 'node:zlib';

/** One indirect object of a PDF file: what stands before its stream, and the stream unpacked. */
interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

const objectsOf = (pdf: Buffer): Map<string, PdfObject> => {
  // One character a byte, so that places in the text are places in the file.
  const text = pdf.toString('latin1');
  const objects = [...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)];

  return new Map(
    objects.map(([, number = '', body = '']) => {
      const [head = '', rest = ''] = body.split(/\nstream\r?\n/, 2);
      const bytes = Buffer.from(rest.replace(/\r?\nendstream$/, ''), 'latin1');
      const unpacked = head.includes('FlateDecode') ? inflateSync(bytes) : bytes;
      return [number, { head, stream: unpacked.toString('latin1') }];
    }),
  );
};

/** Several for a ligature: `<0066 006c>` is fl. */
const charsOf = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');

/** From the glyphs of an embedded font back to letters, as a reader copies text (ToUnicode). */
const lettersOf = (map: string): Map<number, string> => {
  const letters = new Map<number, string>();
  for (const [, start = '', targets = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    [...targets.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, target = ''], index) =>
      letters.set(Number.parseInt(start, 16) + index, charsOf(target)),
    );
  }
  return letters;
};

/** The words of a PDF file as pdfkit writes it, in the order in which they are drawn, without line breaks. */
export const pdfText = (pdf: Buffer): string => {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, Map<number, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = '', number = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.head ?? '')?.[1];
      fonts.set(name, lettersOf(objects.get(map ?? '')?.stream ?? ''));
    }
  }

  const pages = [...objects.values()].filter(({ stream }) => stream.includes(' Tf'));
  return pages
    .flatMap(({ stream }) => {
      let letters = new Map<number, string>();
      return [...stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)].map(([, font, shown]) => {
        if (font) letters = fonts.get(font) ?? letters;
        const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => hex).join('');
        return [...glyphs.matchAll(/.{4}/g)]
          .map(([glyph]) => letters.get(Number.parseInt(glyph, 16)) ?? '')
          .join('');
      });
    })
    .join('');
};
