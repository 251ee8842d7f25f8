/** Words that make a question or a request, and tell nothing of what it is about. */
const fillers = new Set(
  [
    '언제 어떻게 어떤 왜 얼마나 어디 어디서 무엇 무엇을 무엇인가요 뭐 뭐예요 뭔가요 몇 때 수 것 거 게 좀 더',
    '해야 해도 하면 하나요 하는 할까요 해요 인가요 되나요 되나 되는지 될까요 돼요 좋나요 좋을까요 좋은',
    '있나요 있는 있는데 있어요 있을 있을까요 없나요 괜찮나요 괜찮을까요 궁금해요 알려주세요 알려줘 싶어요 같아요',
    '해 해줘 하지 하죠 할지 해야죠 해야지 어떡해 어쩌죠 어떡하죠 가능한가요 불러야 먹어도 써요 쓰나요 써야 쓰는 쓰지 뭐가 뭐죠',
    '알고 알려 저는 제가 우리 너무 많이 자꾸 계속 갑자기 요즘 그냥 정말 진짜 혹시 다시 안 못 왜요 무슨',
    'a an the of to in for with my i is are do does can should what when why how where which use using get take me you it at on',
  ].flatMap((some) => some.split(' ')),
);

export const isFiller = (token: string): boolean => fillers.has(token);

/** The words that tell something; all of them where none does. */
export const withoutFillers = (tokens: readonly string[]): readonly string[] => {
  const telling = tokens.filter((token) => !isFiller(token));
  return telling.length === 0 ? tokens : telling;
};
