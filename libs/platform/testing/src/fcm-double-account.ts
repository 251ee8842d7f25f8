import { generateKeyPairSync } from 'node:crypto';

/** Both sides of a service account: what the product is configured with, and what the double verifies with. */
export interface TestServiceAccount {
  projectId: string;
  clientEmail: string;
  /** PEM. */
  privateKey: string;
  publicKey: string;
  /** The same as the key file that Google hands out, for FCM_SERVICE_ACCOUNT. */
  keyFile: string;
}

export const createTestServiceAccount = (): TestServiceAccount => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const projectId = 'soomcare-test';
  const clientEmail = `push@${projectId}.iam.gserviceaccount.com`;

  return {
    projectId,
    clientEmail,
    privateKey,
    publicKey,
    keyFile: JSON.stringify({
      type: 'service_account',
      project_id: projectId,
      client_email: clientEmail,
      private_key: privateKey,
      token_uri: 'https://oauth2.googleapis.com/token',
    }),
  };
};
