import { type PoolConnection } from 'mysql2';

/** TypeORM hands its driver's connection out as `any`; this says that it is ours. */
export const isPoolConnection = (value: unknown): value is PoolConnection =>
  typeof value === 'object' &&
  value !== null &&
  'execute' in value &&
  'destroy' in value &&
  'release' in value;
