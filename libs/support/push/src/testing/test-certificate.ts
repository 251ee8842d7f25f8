import { generateKeyPairSync, sign } from 'node:crypto';

const DAY_MS = 86_400_000;

const tlv = (tag: number, ...contents: (Buffer | string)[]): Buffer => {
  const content = Buffer.concat(
    contents.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)),
  );
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff];

  return Buffer.concat([Buffer.from(head), content]);
};
const sequence = (...contents: (Buffer | string)[]): Buffer => tlv(0x30, ...contents);
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const ecdsaWithSha256 = sequence(hex('06082a8648ce3d040302'));
const commonName = hex('0603550403');
const subjectAltName = hex('0603551d11');

// UTCTime, YYMMDDHHMMSSZ.
const utcTime = (instant: Date): Buffer =>
  tlv(0x17, `${instant.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`);

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;

/** A certificate for `localhost` that signs itself (RFC 5280), so that no test needs the openssl program. */
export const createTestCertificate = (): { cert: string; key: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(tlv(0x31, sequence(commonName, tlv(0x0c, 'localhost'))));
  const validity = sequence(utcTime(new Date(Date.now() - DAY_MS)), utcTime(new Date(Date.now() + DAY_MS)));
  const altNames = tlv(0x04, sequence(tlv(0x82, 'localhost')));
  const toBeSigned = sequence(
    tlv(0xa0, tlv(0x02, hex('02'))),
    tlv(0x02, hex('01')),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(sequence(subjectAltName, altNames))),
  );
  const signature = tlv(0x03, hex('00'), sign('sha256', toBeSigned, privateKey));

  return {
    cert: pem(sequence(toBeSigned, ecdsaWithSha256, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};
