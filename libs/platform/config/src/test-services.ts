/** Where the tests find real servers. Either may be missing when only unit tests run. */
export interface TestServices {
  /** A server without a database name: each test file makes its own. */
  mysqlUrl?: string;
  /** With the index that the tests own, e.g. redis://127.0.0.1:36379/9. */
  redisUrl?: string;
}

/** Reads TEST_MYSQL_URL and TEST_REDIS_URL; they belong to the test run, not to the product's configuration. */
export const testServices = (
  env: Readonly<Record<string, string | undefined>> = process.env,
): TestServices => ({
  ...(env['TEST_MYSQL_URL'] ? { mysqlUrl: env['TEST_MYSQL_URL'] } : {}),
  ...(env['TEST_REDIS_URL'] ? { redisUrl: env['TEST_REDIS_URL'] } : {}),
});
