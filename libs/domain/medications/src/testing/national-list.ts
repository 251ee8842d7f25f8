import type { Database } from '@soomcare/database';

/** About as many products as all lists together have. */
export const NATIONAL_PRODUCTS = 40_000;

const syllable = (seed: string) =>
  `CONVERT(CHAR(0xAC00 + CRC32(CONCAT('${seed}', n.number)) MOD 11172 USING ucs2) USING utf8mb4)`;
const initial = (seed: string) =>
  `SUBSTRING('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ', 1 + CRC32(CONCAT('${seed}', n.number)) MOD 11172 DIV 588, 1)`;

/** Made-up products of three syllables and a strength, written by MySQL itself since that takes seconds, not minutes. */
export const makeNationalList = async (database: Database): Promise<void> => {
  const name = `CONCAT(${syllable('a')}, ${syllable('b')}, ${syllable('c')}, '정')`;
  const initials = `CONCAT(${initial('a')}, ${initial('b')}, ${initial('c')}, 'ㅈ')`;
  const strength = `CONCAT(5 * (1 + n.number MOD 40), 'mg')`;
  const numbers = `
    WITH RECURSIVE counted AS (SELECT 0 AS number UNION ALL SELECT number + 1 FROM counted WHERE number < 199),
      n AS (SELECT a.number + 200 * b.number AS number FROM counted a, counted b)`;

  await database.run(
    `INSERT INTO drugs (id, name_ko, strength, synonyms, market, source, checked_on, created_at, updated_at)
     ${numbers} SELECT UNHEX(LEFT(SHA2(n.number, 256), 32)), CONCAT(${name}, ' ', ${strength}), ${strength}, '',
       IF(n.number MOD 10 = 0, 'off_market', 'on_market'), '', '2026-11-21', '2026-11-21', '2026-11-21'
     FROM n WHERE n.number < ${NATIONAL_PRODUCTS}`,
  );
  for (const [term, kind] of [
    [`CONCAT(${name}, ${strength})`, 'name'],
    [initials, 'name'],
    [strength, 'word'],
    [`CONCAT('ingredient', ${syllable('d')}, n.number MOD 900)`, 'ingredient'],
  ] as const) {
    await database.run(
      `INSERT INTO drug_terms (drug_id, term, kind)
       ${numbers} SELECT UNHEX(LEFT(SHA2(n.number, 256), 32)), ${term}, '${kind}' FROM n WHERE n.number < ${NATIONAL_PRODUCTS}`,
    );
  }
  await database.rows('ANALYZE TABLE drugs, drug_terms');
};
