import { type Search } from '@soomcare/search';

/** What members of the demo search for, and how many of them: some of it finds nothing, so that editors see a gap. */
const searched: readonly (readonly [text: string, members: number])[] = [
  ['흡입기 사용법', 9],
  ['미세먼지', 8],
  ['벤토린', 7],
  ['밤에 기침', 6],
  ['최대호기유량', 5],
  ['네뷸라이저 대여', 5],
  ['ㅊㅅ', 4],
  ['꽃가루', 4],
  ['소아천식 보험', 3],
];

/** Searches as these members would. Those who come first search for most. */
export const makeSearches = async (
  search: Pick<Search, 'query' | 'learn'>,
  memberIds: readonly string[],
): Promise<void> => {
  for (const [text, members] of searched) {
    for (const memberId of memberIds.slice(0, members)) {
      await search.query({ text, viewer: { memberId, blockedMemberIds: [] }, limit: 1 });
    }
  }
  await search.learn();
};
