import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

import { onTestFinished } from 'vitest';

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
}

type Answer = (asked: Asked, response: ServerResponse) => void;

export const KEY = 'a/key+with=signs';

/** What the portal's gateway sends with status 200 instead of an answer. */
export const refusal = (reason: string): string =>
  `<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>${reason}</returnAuthMsg>` +
  '<returnReasonCode>30</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>';

export const answerOf = (body: unknown, resultCode = '00'): string =>
  JSON.stringify({ response: { header: { resultCode, resultMsg: 'NORMAL_SERVICE' }, body } });

export const aStation = (different: object = {}) => ({
  stationName: '가상측정소',
  sidoName: '서울',
  dataTime: '2026-04-15 11:00',
  pm10Value: '40',
  pm10Flag: null,
  pm25Value: '20',
  o3Value: '0.050',
  khaiGrade: '2',
  ...different,
});

export const aPollenLine = (different: object = {}) => ({
  code: 'D07',
  areaNo: '1100000000',
  date: '2026041506',
  today: '1',
  tomorrow: '2',
  dayaftertomorrow: '3',
  todaysaftertomorrow: '',
  ...different,
});

/** Speaks HTTP as the public data portal does; answers what the test wants. */
export const startPublicData = async (answer: Answer) => {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? '/', 'http://portal');
    const each = { path: url.pathname, query: url.searchParams };
    asked.push(each);
    answer(each, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    asked,
    config: {
      key: KEY,
      airKoreaUrl: `${origin}/B552584/ArpltnInforInqireSvc`,
      kmaHealthUrl: `${origin}/1360000/HealthWthrIdxServiceV3`,
    },
  };
};
