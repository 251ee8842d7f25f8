export { createBatchedRead } from './batched-read.ts';
export { createCache, type Cache, type CacheOptions, type KeyPart } from './cache.ts';
export { createSingleFlight, type SingleFlight } from './single-flight.ts';
export { createVersions, type Versions, VERSION_SECONDS } from './versions.ts';
