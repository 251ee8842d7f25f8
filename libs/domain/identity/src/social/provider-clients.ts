import { createBulkhead } from '../bulkhead.ts';
import { createProviderClient, type ProviderClient } from './provider-client.ts';
import {
  redirectUriOf,
  refuseUnsafeSettings,
  type SocialProvider,
  socialProviders,
  type SocialSettings,
} from './provider-settings.ts';

/** Each provider has its own places: one that hangs holds up neither the others nor the process. */
const PROOFS = { running: 20, waiting: 100 };

/** The configured providers. @throws Error for an address that is not safe to ask */
export const createProviderClients = (
  settings: SocialSettings | undefined,
  now: () => Date,
): ReadonlyMap<SocialProvider, ProviderClient> => {
  const clients = new Map<SocialProvider, ProviderClient>();
  if (!settings) return clients;

  refuseUnsafeSettings(settings);
  for (const provider of socialProviders) {
    const own = settings.providers[provider];
    if (!own) continue;

    const client = createProviderClient({
      settings: own,
      redirectUri: redirectUriOf(settings, provider),
      now,
    });
    const bulkhead = createBulkhead(PROOFS);
    clients.set(provider, { ...client, prove: (...answer) => bulkhead(() => client.prove(...answer)) });
  }
  return clients;
};
