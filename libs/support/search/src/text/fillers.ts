/** Words that make a question or a request, and tell nothing of what it is about. */
const fillers = new Set(
  [
    '언제 어떻게 어떤 왜 얼마나 어디 어디서 무엇 무엇을 무엇인가요 뭐 뭐예요 뭔가요 몇 때 수 것 거 게 좀 더',
    '해야 해도 하면 하나요 하는 할까요 해요 인가요 되나요 되나 되는지 될까요 돼요 좋나요 좋을까요 좋은',
    '있나요 있는 있는데 있어요 있을 있을까요 없나요 괜찮나요 괜찮을까요 궁금해요 알려주세요 알려줘 싶어요 같아요',
    'a an the of to in for with my i is are do does can should what when why how where which',
  ].flatMap((some) => some.split(' ')),
);

/** The words that tell something; all of them where none does. */
export const withoutFillers = (tokens: readonly string[]): readonly string[] => {
  const telling = tokens.filter((token) => !fillers.has(token));
  return telling.length === 0 ? tokens : telling;
};
