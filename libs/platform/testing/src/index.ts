export { type ApiClient, type Caller, createApiClient } from './api-client.ts';
export { anActor } from './builders.ts';
export { CAPTURE_FOLDER } from './contract-capture.ts';
export { type TestApi, type TestApiParts, useTestApi } from './test-api.ts';
export { createFakeClock, type FakeClock, type Span } from './fake-clock.ts';
export { useTestCache } from './test-cache.ts';
export { type TestDatabase, truncateAll, useTestDatabase } from './test-database.ts';
export { type TestRun } from './test-run.ts';
