import { type Config } from '@soomcare/config';
import { createBlindIndex, createFieldCipher, type Database, newUuid } from '@soomcare/database';
import { type Logger } from '@soomcare/observability';
import { createOutbox } from '@soomcare/outbox';
import { createSearch, type Search } from '@soomcare/search';

/** Search alone, for a program that needs no other context. */
export const openSearch = (
  config: Pick<Config, 'secrets' | 'opensearch'>,
  database: Database,
  logger: Logger,
): Search => {
  const cipher = createFieldCipher({ keys: config.secrets.fieldKeys });
  return createSearch({
    ...{ database, outbox: createOutbox({ cipher, newId: newUuid }), now: () => new Date(), logger },
    blindIndex: createBlindIndex(config.secrets.indexKey),
    ...(config.opensearch ? { opensearch: config.opensearch } : {}),
  });
};
