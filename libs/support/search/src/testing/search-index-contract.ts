import { newUuid } from '@soomcare/database';
import { beforeEach, describe, expect, test } from 'vitest';

import { type SearchDocument, type SearchQuery } from '../search-index.ts';
import { aDocument, asking, aViewer, type SearchBench, sourceOf } from './search-bench.ts';

/** What every engine holds to: to be called inside a `describe` of its own. */
export const testSearchIndex = (open: () => Promise<SearchBench>): void => {
  let bench: SearchBench;
  beforeEach(async () => {
    bench = await open();
  });

  const add = async (...documents: SearchDocument[]) => {
    await bench.search.index(documents);
    await bench.settle();
    return documents;
  };
  const titled = (...titles: string[]) => add(...titles.map((title) => aDocument({ title })));
  const found = async (text: string, different: Partial<SearchQuery> = {}) => {
    const { hits } = await bench.search.query(asking(text, different));
    return hits.map(({ highlights }) => highlights[0]?.text);
  };

  describe('finds', () => {
    test.each([
      ['a word', '흡입기 바르게 쓰기', '흡입기'],
      ['a word with a particle', '흡입기 바르게 쓰기', '흡입기를'],
      ['a word that the text has with a particle', '흡입기는 이렇게', '흡입기'],
      ['a word spaced otherwise', '흡입 스테로이드', '흡입스테로이드'],
      ['words that the text writes as one', '흡입스테로이드', '흡입 스테로이드'],
      ['a synonym', '흡입기 바르게 쓰기', '인헬러'],
      ['a synonym of several words', '호흡곤란이 올 때', '숨이 차요'],
      ['Latin for Korean', '천식 이야기', 'Asthma'],
      ['initial sounds', '천식 이야기', 'ㅊㅅ'],
      ['initial sounds across words', '천식 이야기', 'ㅊㅅㅇㅇㄱ'],
      ['one syllable', '약 먹는 시간', '약'],
      ['a number with a point', '초미세먼지 PM 2.5', 'pm2.5'],
      ['letters with a stop word of MySQL', 'salbutamol inhaler', 'salbutamol'],
      ['a slash', 'FEV1/FVC 읽기', 'FVC'],
      ['the wrong keyboard', '천식 이야기', 'cjstlr'],
      ['the wrong keyboard the other way', 'PEF 재기', 'ㅔㄷㄹ'],
      ['another letter', '심비코트 쓰는 법', '심비코드'],
      ['a letter left out', '피크플로 일지', '피크플오'],
      ['neighbours the wrong way round', 'salbutamol inhaler', 'salbutmaol'],
      ['full-width letters', 'PEF 재기', 'ＰＥＦ'],
      ['a decomposed text', '천식 이야기', '천식'.normalize('NFD')],
      ['a verb made of a word', '운동과 숨', '운동하면'],
      ['words written as one that no text has so', '세레타이드 디스커스', '세레타이드디스커스'],
      ['a word in a longer one that is nowhere', '흡입기 고르기', '흡입기사용법'],
      ['words without those that make a question', '꽃가루 많은 날', '꽃가루 언제 많은가요'],
      ['several Latin words that have a synonym', 'ICS/LABA 이야기', 'ics laba'],
      ['a typo of a synonym that no title has', '흡입보조기구 쓰기', '스페이셔'],
      ['a question', '천식과 운동', '천식이 있는데 운동해도 되나요?'],
      ['a particle after Latin letters', 'PEF 재기', 'PEF가'],
      ['a particle after a number', '119 부르기', '119는 언제 불러야 해?'],
      ['a strength in another unit’s name', '풀미코트 200마이크로그램', '200mcg'],
      ['the bare number of a strength', '풀미코트 200', '200μg'],
      ['two Latin words, written as one by a synonym, with another', 'ICS/LABA 흡입기', '흡입기 ics/laba'],
      ['a synonym of two Latin words', 'ICS/LABA 흡입기', '복합제'],
      ['a synonym with a word that tells nothing by itself', '호흡곤란이 올 때', '숨이 안 쉬어져요'],
      ['Latin words with one that tells nothing', '호흡곤란이 올 때', 'shortness of breath'],
      ['a strength that is spaced', '풀미코트 200마이크로그램', '풀미코트 200 mcg'],
      ['a word that is taken apart, though the whole is known', '운동과 천식', '운동유발천식'],
    ])('%s: %s by %s', async (_what, title, text) => {
      await titled(title, '전혀 다른 글', '또 하나');

      expect(await found(text)).toEqual([title]);
    });

    test('a word of the tags and a word of the body', async () => {
      await add(
        aDocument({ title: '가', tags: ['집먼지진드기'] }),
        aDocument({ title: '나', body: '침구를 자주 빱니다. 집먼지진드기가 줄어듭니다.' }),
      );

      expect(await found('집먼지진드기')).toEqual(['가', '나']);
    });

    test.each(['', ' ', '%', '_', '"', '*+-()~<>@', '…'])('nothing for “%s”', async (text) => {
      await titled('천식 100% _ "약"');

      expect(await bench.search.query(asking(text))).toEqual({
        hits: [],
        nextCursor: null,
        facets: { kinds: [], isCapped: false },
      });
    });

    test.each(['우황청심원', 'xyzzy', '뷁', '천%식', '천_식'])(
      'nothing for %s, which is nowhere',
      async (text) => {
        await titled('흡입기 바르게 쓰기');

        expect(await found(text)).toEqual([]);
      },
    );

    test('not across the end of a sentence', async () => {
      await add(aDocument({ title: '제목', body: '오늘은 천식. 기침은 없습니다.' }));

      expect(await found('식기')).toEqual([]);
    });
  });

  describe('ranks', () => {
    test('title before tags before body, whatever the date', async () => {
      await add(
        aDocument({ title: '다', body: '천식', date: new Date('2026-03-03T00:00:00Z') }),
        aDocument({ title: '나', tags: ['천식'], date: new Date('2026-03-02T00:00:00Z') }),
        aDocument({ title: '천식', date: new Date('2026-03-01T00:00:00Z') }),
      );

      expect(await found('천식')).toEqual(['천식', '나', '다']);
    });

    test('what has all the words before nothing else, the newer first', async () => {
      await add(
        aDocument({ title: '천식 운동 옛글', date: new Date('2026-01-01T00:00:00Z') }),
        aDocument({ title: '천식 운동 새글', date: new Date('2026-02-01T00:00:00Z') }),
        aDocument({ title: '천식만' }),
      );

      expect(await found('천식 운동')).toEqual(['천식 운동 새글', '천식 운동 옛글']);
    });

    test('among equals: where the word stands more often, and the word that was typed before its synonym', async () => {
      const body = (text: string) => aDocument({ title: text.slice(0, 4), body: text });
      await add(body('하나. 천식'), body('셋이. 천식, 천식, 천식'), body('둘이. 천식, 천식'));
      expect(await found('천식')).toEqual(['셋이. ', '둘이. ', '하나. ']);

      await titled('살부타몰 이야기', '벤토린 이야기');
      expect(await found('벤토린')).toEqual(['벤토린 이야기', '살부타몰 이야기']);
      expect(await found('살부타몰')).toEqual(['살부타몰 이야기', '벤토린 이야기']);
    });

    test('the letters that were typed first, where a text is there in both languages', async () => {
      await add(
        aDocument({ title: '꽃가루가 많은 날', date: new Date('2026-01-01T00:00:00Z') }),
        aDocument({ title: 'Days with pollen', tags: ['꽃가루'] }),
      );

      expect(await found('꽃가루')).toEqual(['꽃가루가 많은 날', 'Days with pollen']);
    });

    test('with most of the words first, where nothing has all', async () => {
      await titled('아주 긴 제목의 끝에 꽃가루', '꽃가루 마스크', '천식과 마스크');

      expect(await found('꽃가루 마스크 환기')).toHaveLength(3);
      expect((await found('꽃가루 마스크 환기'))[0]).toBe('꽃가루 마스크');
    });
  });

  describe('pages', () => {
    const all = async (text: string, limit: number) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const answer = await bench.search.query(asking(text, { limit, ...(cursor ? { cursor } : {}) }));
        expect(answer.facets === null).toBe(cursor !== undefined);
        seen.push(...answer.hits.map(({ id }) => id));
        cursor = answer.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return seen;
    };
    const many = () =>
      Array.from({ length: 23 }, (_, index) =>
        aDocument({
          ...[{ title: '꽃가루' }, { tags: ['꽃가루'] }, { body: '꽃가루' }][index % 3],
          date: new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 4))),
        }),
      );

    test.each([1, 4, 23])('of %i give each document once, in one order', async (limit) => {
      await add(...many());

      const seen = await all('꽃가루', limit);
      expect(new Set(seen).size).toBe(23);
      expect(seen).toEqual(await all('꽃가루', 100));
    });

    test('of a question and of a typo give each once as well', async () => {
      await add(...many());

      expect(new Set(await all('꽃가루 심할 때 어떻게', 5)).size).toBe(23);
      expect(new Set(await all('꽃까루', 5)).size).toBe(23);
    });

    test('stay as they are when something newer comes in between', async () => {
      const before = await add(
        ...many()
          .slice(0, 6)
          .map((document) => ({ ...document, title: '꽃가루' })),
      );
      const first = await bench.search.query(asking('꽃가루', { limit: 3 }));
      await add(aDocument({ title: '꽃가루', date: new Date('2026-06-01T00:00:00Z') }));

      const second = await bench.search.query(
        asking('꽃가루', { limit: 3, ...(first.nextCursor ? { cursor: first.nextCursor } : {}) }),
      );
      const seen = [...first.hits, ...second.hits].map(({ id }) => id);
      expect(new Set(seen)).toEqual(new Set(before.map(({ id }) => id)));
    });

    test('a cursor that is not ours is refused', async () => {
      await expect(bench.search.query(asking('천식', { cursor: 'e30' }))).rejects.toMatchObject({
        status: 400,
      });
    });
  });

  describe('shows', () => {
    test('what is for members to members only', async () => {
      await add(aDocument({ title: '천식 모임', visibility: 'members' }));

      expect(await found('천식')).toEqual([]);
      expect(await found('천식', { viewer: aViewer() })).toEqual(['천식 모임']);
    });

    test('what is its owner’s to its owner only', async () => {
      const owner = newUuid();
      await add(aDocument({ title: '천식 일기', visibility: 'owner', memberId: owner }));

      expect(await found('천식')).toEqual([]);
      expect(await found('천식', { viewer: aViewer() })).toEqual([]);
      expect(await found('천식', { viewer: aViewer(owner) })).toEqual(['천식 일기']);
      expect(await bench.search.suggest({ text: '천식', viewer: aViewer(), limit: 5 })).toEqual([]);
    });

    test('nothing of whom somebody has blocked, neither in pages nor in counts', async () => {
      const [blocked, other] = [newUuid(), newUuid()];
      await add(
        aDocument({ title: '천식 하나', memberId: blocked }),
        aDocument({ title: '천식 둘', memberId: other }),
        aDocument({ title: '천식 셋' }),
      );
      const viewer = aViewer(newUuid(), [blocked, newUuid()]);

      const { hits, facets } = await bench.search.query(asking('천식', { viewer }));
      expect(hits).toHaveLength(2);
      expect(facets).toEqual({ kinds: [{ kind: 'article', count: 2 }], isCapped: false });
      expect(await bench.search.suggest({ text: '천식', viewer, limit: 5 })).not.toContain('천식 하나');
    });

    test('the kinds and the language that were asked for', async () => {
      await add(
        aDocument({ title: '천식 글', kind: 'post' }),
        aDocument({ title: '천식 기사' }),
        aDocument({ title: 'asthma', language: 'en' }),
      );

      expect(await found('천식', { kinds: ['post'] })).toEqual(['천식 글']);
      expect(await found('천식', { kinds: ['article'], language: 'en' })).toEqual(['asthma']);
    });

    test('how many of each kind there are', async () => {
      await add(
        aDocument({ title: '천식', kind: 'post' }),
        aDocument({ title: '가', body: '천식', kind: 'post' }),
        aDocument({ tags: ['천식'] }),
        aDocument({ title: '다른 글' }),
      );

      expect((await bench.search.query(asking('천식', { limit: 1 }))).facets).toEqual({
        kinds: [
          { kind: 'post', count: 2 },
          { kind: 'article', count: 1 },
        ],
        isCapped: false,
      });
    });

    test('where the words stand', async () => {
      await add(aDocument({ title: '흡입기 쓰기', body: '먼저 인헬러를 흔듭니다.' }));

      const { hits } = await bench.search.query(asking('인헬러'));
      const words = hits[0]?.highlights.map(({ field, text, marks }) => [
        field,
        ...marks.map(([from, to]) => text.slice(from, to)),
      ]);
      expect(words).toEqual([
        ['title', '흡입기'],
        ['body', '인헬러'],
      ]);
    });
  });

  describe('writes', () => {
    test('a newer version replaces an older one, never the other way round', async () => {
      const [old] = await titled('옛 제목 천식');
      const newer = { ...aDocument(old), title: '새 제목 천식', version: 3 };
      await add(newer);
      await add({ ...newer, title: '중간 제목 천식', version: 2 });

      expect(await found('천식')).toEqual(['새 제목 천식']);
      expect(await found('옛 중간')).toEqual([]);
    });

    test('newer versions of several documents at once replace them all', async () => {
      const old = await titled('천식 하나', '천식 둘', '천식 셋');
      await add(...old.map((document) => ({ ...document, title: '꽃가루', version: 2 })));

      expect(await found('꽃가루')).toHaveLength(3);
      expect(await found('천식')).toEqual([]);
    });

    test('what is removed is gone, and a late message does not bring it back', async () => {
      const [document] = await titled('천식');
      const { kind, id, version } = aDocument(document);
      await bench.search.remove([{ kind, id, version }]);
      await add(aDocument(document));
      expect(await found('천식')).toEqual([]);

      await add(aDocument({ ...document, version: version + 1 }));
      expect(await found('천식')).toEqual(['천식']);
    });

    test('what is removed before it came never appears', async () => {
      const document = aDocument({ title: '천식' });
      await bench.search.remove([{ ...document, version: 2 }]);
      await add(document);

      expect(await found('천식')).toEqual([]);
    });

    test('two kinds may have the same id', async () => {
      const id = newUuid();
      await add(aDocument({ id, title: '천식 하나' }), aDocument({ id, kind: 'post', title: '천식 둘' }));

      expect(await found('천식')).toHaveLength(2);
    });

    test('a rebuild leaves what its source has and nothing else', async () => {
      const [kept] = await titled('천식 남는 글', '천식 잊힌 글');
      const missed = aDocument({ title: '천식 빠진 글' });
      await bench.letTimePass();

      await bench.search.rebuild(sourceOf([aDocument(kept), missed]));
      await bench.settle();

      expect((await found('천식')).toSorted()).toEqual(['천식 남는 글', '천식 빠진 글']);
    });

    test('what is written while a rebuild runs stays, and nothing older replaces it', async () => {
      const [old] = await titled('천식 옛글');
      const edited = aDocument({ ...old, title: '천식 고친 글', version: 2 });
      const fresh = aDocument({ title: '천식 새글' });
      await bench.letTimePass();
      const source = async function* () {
        await bench.search.index([edited, fresh]);
        yield [aDocument(old)];
      };

      await bench.search.rebuild(source());
      await bench.settle();

      expect((await found('천식')).toSorted()).toEqual(['천식 고친 글', '천식 새글']);
    });

    test('nothing at all may be written', async () => {
      await bench.search.index([]);
      await bench.search.remove([]);
    });
  });

  describe('suggests', () => {
    test.each([
      ['the beginning', '흡입', ['흡입기 고르기', '올바른 흡입법']],
      ['initial sounds', 'ㅎㅇㄱ', ['흡입기 고르기']],
      ['without spaces', '흡입기고', ['흡입기 고르기']],
      ['one syllable', '흡', ['흡입기 고르기', '올바른 흡입법']],
    ])('titles by %s, those that begin with it first', async (_what, text, titles) => {
      await titled('올바른 흡입법', '흡입기 고르기', '천식 이야기');

      expect(await bench.search.suggest({ text, viewer: aViewer(), limit: 5 })).toEqual(titles);
    });

    test('each title once, and nothing for nothing', async () => {
      await titled('천식', '천식');

      expect(await bench.search.suggest({ text: '천', viewer: aViewer(), limit: 5 })).toEqual(['천식']);
      expect(await bench.search.suggest({ text: ' ', viewer: aViewer(), limit: 5 })).toEqual([]);
    });
  });

  test('a client that has left is not answered', async () => {
    await titled('천식');

    await expect(bench.search.query(asking('천식', { signal: AbortSignal.abort() }))).rejects.toThrow();
  });

  test('the engine answers a ping', async () => {
    await bench.search.ping();
  });
};
