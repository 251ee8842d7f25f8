/**
 * Whether a version such as `7.0.15` is at least the wanted one; numbers are compared, not letters.
 * @param {string} version @param {string} least
 */
export function isAtLeast(version, least) {
  const [have, want] = [version, least].map((text) => text.split('.').map(Number));
  for (const [index, wanted] of (want ?? []).entries()) {
    const difference = (have?.[index] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }

  return true;
}

/**
 * The version of a real MySQL ≥ 8.0 from `mysqld --version`; MariaDB answers to the same name but has no ngram parser.
 * @param {string} text
 */
export function fittingMysqlVersion(text) {
  const version = /Ver (\d+\.\d+\.\d+)/.exec(text)?.[1];
  return version && !/mariadb/i.test(text) && isAtLeast(version, '8.0') ? version : null;
}

/** @param {string} text what `redis-server --version` prints */
export function fittingRedisVersion(text) {
  const version = /Redis server v=(\d+\.\d+\.\d+)/.exec(text)?.[1];
  return version && isAtLeast(version, '6.2') ? version : null;
}
