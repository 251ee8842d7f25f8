export { createExposure, type Exposure, type ExposureDeps } from './exposure.module.ts';
export { exposureTables } from './exposure.tables.ts';
export { seedExposure } from './seed-exposure.ts';
export { createExposureSource } from './sources/create-exposure-source.ts';
