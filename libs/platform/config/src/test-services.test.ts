import { expect, test } from 'vitest';
import { testServices } from './test-services.ts';

test('the test servers are named by the environment, and missing ones are missing', () => {
  expect(testServices({ TEST_MYSQL_URL: 'mysql://root@127.0.0.1:1', TEST_REDIS_URL: '' })).toEqual({
    mysqlUrl: 'mysql://root@127.0.0.1:1',
  });
  expect(testServices({})).toEqual({});
});
