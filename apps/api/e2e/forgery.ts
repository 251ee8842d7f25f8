import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** What stands in a genuine token, and the key that signs it. */
export interface Genuine {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>> & { readonly iat: number; readonly exp: number };
  readonly key: Buffer;
}

/** Text stays as it is, so that JSON can be written that no serialiser would write. */
export const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signed by HMAC, whatever it says. */
export const hmacSigned = (header: unknown, claims: unknown, key: Buffer, hash = 'sha256'): string => {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
};

/** Signed by a private key, in the form that JWS asks of its kind. */
export const keySigned = (header: unknown, claims: unknown, key: KeyObject): string => {
  const signed = `${encode(header)}.${encode(claims)}`;
  const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  const signature = sign(hash, Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
};

/** The claims as JSON in which one stands twice, the genuine one last: JSON.parse takes the last. */
export const withTwice = ({ claims }: Genuine, name: string, first: unknown): string =>
  `{${JSON.stringify(name)}:${JSON.stringify(first)},${JSON.stringify(claims).slice(1)}`;

/** An attacker's own keys. */
export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const ed = generateKeyPairSync('ed25519');

export const pemOf = ({ publicKey }: { publicKey: KeyObject }): Buffer =>
  Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }));
