import { type Endpoint, endpoint, member } from '@soomcare/http';

import type { ExposureRegionRepository } from '../regions/exposure-region.repository.ts';
import { regions } from '../regions/regions.ts';
import { chooseRegionBody, exposureQuery, exposureView, regionList } from './exposure.schemas.ts';
import type { ExposureService } from './exposure.service.ts';

export interface ExposureRoutesDeps {
  /** Absent where this server has no source. */
  readonly exposure: Pick<ExposureService, 'get'> | undefined;
  readonly chosen: Pick<ExposureRegionRepository, 'set' | 'remove' | 'find'>;
  readonly now: () => Date;
}

const common = { tag: 'Air and pollen', access: member() } as const;

export const exposureRoutes = ({ exposure, chosen, now }: ExposureRoutesDeps): Endpoint[] => [
  endpoint(
    {
      ...common,
      method: 'get',
      path: '/exposure-regions',
      operationId: 'listExposureRegions',
      summary: 'The regions that air quality and pollen are known of',
      response: regionList,
    },
    ({ call }) =>
      Promise.resolve({ items: regions.map((region) => ({ code: region.code, name: region[call.locale] })) }),
  ),
  endpoint(
    {
      ...common,
      method: 'put',
      path: '/me/exposure-region',
      operationId: 'chooseExposureRegion',
      summary: 'Choose the region that I want air quality and pollen of',
      body: chooseRegionBody,
    },
    ({ actor, body }) => chosen.set(actor.id, body.region, now()),
  ),
  endpoint(
    {
      ...common,
      method: 'delete',
      path: '/me/exposure-region',
      operationId: 'forgetExposureRegion',
      summary: 'Forget my region',
    },
    ({ actor }) => chosen.remove(actor.id),
  ),
  endpoint(
    {
      ...common,
      method: 'get',
      path: '/exposure',
      operationId: 'getExposure',
      summary: 'Air quality and pollen of my region, day by day, and now',
      query: exposureQuery,
      response: exposureView,
    },
    async ({ actor, query }) =>
      exposure
        ? exposure.get(actor.id, query)
        : { available: false, region: await chosen.find(actor.id), attribution: [], latest: null, days: [] },
  ),
];
