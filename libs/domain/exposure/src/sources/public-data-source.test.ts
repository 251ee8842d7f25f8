import { describe, expect, test } from 'vitest';

import { regionOf } from '../regions/regions.ts';
import {
  answerOf,
  aPollenLine,
  aStation,
  KEY,
  refusal,
  startPublicData,
} from '../testing/public-data-double.ts';
import { createPublicDataSource } from './public-data-source.ts';

const seoul = regionOf('seoul');
const issuedAt = new Date('2026-04-14T21:00:00Z');

const portalThatSays = async (text: string, status = 200) => {
  const portal = await startPublicData((_, response) => response.writeHead(status).end(text));
  return { ...portal, source: createPublicDataSource(portal.config) };
};
const airOf = async (...stations: object[]) => {
  const { source } = await portalThatSays(answerOf({ items: stations, totalCount: stations.length }));
  return source.latestAir(seoul);
};

describe('air', () => {
  test('is asked for by the name of the region, with the key as it is', async () => {
    const { asked, source } = await portalThatSays(answerOf({ items: [aStation()] }));
    await source.latestAir(seoul);

    expect(asked).toHaveLength(1);
    expect(asked[0]?.path).toBe('/B552584/ArpltnInforInqireSvc/getCtprvnRltmMesureDnsty');
    expect(Object.fromEntries(asked[0]?.query ?? [])).toMatchObject({
      serviceKey: KEY,
      sidoName: '서울',
      returnType: 'json',
    });
  });

  test('is the mean over the stations of the newest hour, and kept as it came', async () => {
    const reading = await airOf(
      aStation({ pm10Value: '40', o3Value: '0.05' }),
      aStation({ pm10Value: '50', o3Value: '0.03' }),
      aStation({ dataTime: '2026-04-15 10:00', pm10Value: '900' }),
    );

    expect(reading).toMatchObject({
      measuredAt: new Date('2026-04-15T02:00:00Z'),
      pm10: 45,
      pm25: 20,
      o3: 0.04,
      stations: 2,
    });
    expect(reading?.raw).toContain('"pm10Value":"900"');
  });

  test('24:00 is the midnight after the day', async () => {
    const reading = await airOf(aStation({ dataTime: '2026-04-15 24:00' }));

    expect(reading?.measuredAt).toEqual(new Date('2026-04-15T15:00:00Z'));
  });

  test('a station under repair counts in no mean, and a region of them has no value', async () => {
    const repaired = { pm10Value: '-', pm25Value: null, o3Value: '' };

    expect(await airOf(aStation(repaired), aStation())).toMatchObject({ pm10: 40, pm25: 20, o3: 0.05 });
    expect(await airOf(aStation(repaired))).toMatchObject({ pm10: null, pm25: null, o3: null });
  });

  test('no station, or none that knows its time, is no reading', async () => {
    expect(await airOf()).toBeNull();
    expect(await airOf(aStation({ dataTime: null }), aStation({ dataTime: 'soon' }))).toBeNull();
  });
});

describe('pollen', () => {
  test('is asked for by the area and hour of its issue in Korea, in the version of the address', async () => {
    const { asked, source } = await portalThatSays(answerOf({ items: { item: [aPollenLine()] } }));
    for (const kind of ['pine', 'oak', 'weeds'] as const) await source.pollenOf(seoul, kind, issuedAt);

    expect(asked.map(({ path }) => path.split('/').at(-1))).toEqual([
      'getPinePollenRiskIdxV3',
      'getOakPollenRiskIdxV3',
      'getWeedsPollenRiskndxV3',
    ]);
    expect(Object.fromEntries(asked[0]?.query ?? [])).toMatchObject({
      areaNo: '1100000000',
      time: '2026041506',
      dataType: 'JSON',
    });
  });

  test('has a level for each day that the issue speaks of', async () => {
    const { source } = await portalThatSays(answerOf({ items: { item: [aPollenLine({ today: '' })] } }));
    const issue = await source.pollenOf(seoul, 'oak', issuedAt);

    expect(issue?.forecasts).toEqual([
      { date: '2026-04-16', level: 'high' },
      { date: '2026-04-17', level: 'very-high' },
    ]);
  });

  test('out of season there is none', async () => {
    const { source } = await portalThatSays(answerOf(undefined, '03'));

    expect(await source.pollenOf(seoul, 'oak', issuedAt)).toBeNull();
  });
});

describe('trouble', () => {
  test.each([
    [
      'a refused key in XML',
      refusal('SERVICE_KEY_IS_NOT_REGISTERED_ERROR'),
      200,
      'SERVICE_KEY_IS_NOT_REGISTERED',
    ],
    ['too many calls', refusal('LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR'), 200, 'LIMITED_NUMBER'],
    ['a page of a proxy', `<html>${KEY}</html>`, 200, 'no JSON'],
    ['an error code', answerOf(undefined, '99'), 200, 'code 99'],
    ['another shape', answerOf({ rows: [] }), 200, 'another shape'],
    ['no envelope', '{"stations":[]}', 200, 'another shape'],
    ['an error of the server', 'down', 503, 'answered 503'],
  ])('%s is told without the key', async (_, text, status, told) => {
    const { source } = await portalThatSays(text, status);
    const error = await source.latestAir(seoul).catch((reason: unknown) => reason);

    expect(error).toMatchObject({
      name: 'ExposureSourceError',
      message: expect.stringContaining(told) as string,
    });
    expect(String(error)).not.toContain(KEY);
  });

  test('one that hangs is given up, one that is away as well, without the key', async () => {
    const { config } = await startPublicData(() => undefined);
    const gone = { ...config, airKoreaUrl: 'http://127.0.0.1:1/air' };

    for (const source of [createPublicDataSource(config, 50), createPublicDataSource(gone)]) {
      await expect(source.latestAir(seoul)).rejects.toThrow('the public data portal did not answer');
    }
  });
});
