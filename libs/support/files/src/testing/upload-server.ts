import { readFile } from 'node:fs/promises';

import { createDatabase, newUuid } from '@soomcare/database';
import { createHttpApp, createMemberGuard, mount, serve } from '@soomcare/http';
import { createLogger, createMetrics } from '@soomcare/observability';

import { createDiskBlobStore } from '../disk-blob-store.ts';
import { createFiles } from '../files.module.ts';
import { filesTables } from '../stored-file.entity.ts';

/** The files over HTTP in a process of their own, so that its memory can be measured: `upload-server.ts <database> <folder>`. */
const [url = '', folder = ''] = process.argv.slice(2);
const now = () => new Date();
const logger = createLogger({ level: 'silent', name: 'uploads' });
const { memberRoutes } = createFiles({
  database: await createDatabase({ url, poolSize: 5, entities: filesTables }),
  blobs: createDiskBlobStore(folder),
  audiences: {},
  now,
  newId: newUuid,
  quota: { files: 10_000, bytes: 1_000_000_000 },
});
const memberGuard = createMemberGuard((memberId) =>
  Promise.resolve({
    id: memberId,
    sessionId: newUuid(),
    timeZone: 'Asia/Seoul',
    consents: [],
    authenticatedAt: now(),
  }),
);
const rateLimiter = { consume: () => Promise.resolve(), reset: () => Promise.resolve() };
const listener = createHttpApp({
  logger,
  metrics: createMetrics(),
  corsOrigins: [],
  trustProxyHops: 0,
  routers: [{ prefix: '/v1', router: mount(memberRoutes, { memberGuard, rateLimiter, now }) }],
});
const { port } = await serve({ listener, port: 0, logger, onDrain: () => undefined, drainMs: 0 });

/** Of this program alone: Linux begins `ru_maxrss` with the peak of whoever started it. */
const peakKilobytes = async () =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1]);

process.on('message', () => void peakKilobytes().then((peak) => process.send?.({ peakKilobytes: peak })));
process.send?.({ port });
