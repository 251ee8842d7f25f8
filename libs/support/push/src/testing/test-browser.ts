import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

const TAG_BYTES = 16;
const SALT_BYTES = 16;
const HEADER_BYTES = 21;

/** A browser's side of Web Push: its keys, and how it reads a message (RFC 8291 and RFC 8188, aes128gcm). */
export const createTestBrowser = () => {
  const curve = createECDH('prime256v1');
  const publicKey = curve.generateKeys();
  const auth = randomBytes(16);

  const derive = (secret: Uint8Array, salt: Buffer, info: Buffer, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length));

  return {
    subscription: (endpoint: string): string =>
      JSON.stringify({
        endpoint,
        expirationTime: null,
        keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
      }),
    read(body: Buffer): string {
      const salt = body.subarray(0, SALT_BYTES);
      const senderEnd = HEADER_BYTES + (body[HEADER_BYTES - 1] ?? 0);
      const senderKey = body.subarray(HEADER_BYTES, senderEnd);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, senderKey]);
      const secret = derive(curve.computeSecret(senderKey), auth, info, 32);
      const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);

      const decipher = createDecipheriv('aes-128-gcm', key, nonce);
      decipher.setAuthTag(body.subarray(-TAG_BYTES));
      const padded = Buffer.concat([decipher.update(body.subarray(senderEnd, -TAG_BYTES)), decipher.final()]);

      // The text ends where a 2 stands before nothing but zeros.
      return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
    },
  };
};
