import sharp from 'sharp';

const GPS = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '37/1 33/1 59/1',
  GPSLongitudeRef: 'E',
  GPSLongitude: '126/1 58/1 41/1',
};

interface PictureOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colour?: string;
}

export const aPicture = ({ width = 640, height = 480, colour = 'teal' }: PictureOptions = {}) =>
  sharp({ create: { width, height, channels: 3, background: colour } });

export const aJpeg = (options?: PictureOptions): Promise<Buffer> => aPicture(options).jpeg().toBuffer();

/** As a phone takes it: lying on its side, with the place and the phone's name in it. */
export const aPhonePhoto = (): Promise<Buffer> =>
  aPicture()
    .withExif({ IFD0: { Make: 'SoomPhone' }, IFD3: GPS })
    .withIccProfile('p3')
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
