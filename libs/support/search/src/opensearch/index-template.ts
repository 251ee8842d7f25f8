import { createHash } from 'node:crypto';

const hangul = /^[가-힣]{2,}$/;

/** Pairs of characters: what our own code has prepared is found by any part of it, as in MySQL. */
const prepared = { type: 'text', analyzer: 'pairs', norms: false };
/** The text as it came: its words without their endings. */
const korean = { type: 'text', analyzer: 'korean', norms: false };
const keyword = { type: 'keyword' };

const analysedWith = (userWords: readonly string[]) => ({
  settings: {
    number_of_shards: 1,
    auto_expand_replicas: '0-1',
    // Set, since an index without it stops to refresh when nobody searches, and the first search waits.
    refresh_interval: '500ms',
    // The newest first: a search that wants a page of them stops when it is full.
    'sort.field': ['datedAt', 'number'],
    'sort.order': ['desc', 'desc'],
    analysis: {
      tokenizer: {
        pairs: { type: 'ngram', min_gram: 2, max_gram: 2 },
        nori: {
          type: 'nori_tokenizer',
          decompound_mode: 'mixed',
          user_dictionary_rules: userWords,
        },
      },
      analyzer: {
        pairs: { type: 'custom', tokenizer: 'pairs' },
        korean: {
          type: 'custom',
          tokenizer: 'nori',
          filter: ['nori_part_of_speech', 'nori_readingform', 'lowercase'],
        },
      },
    },
  },
  mappings: {
    dynamic: 'strict',
    _source: { includes: ['kind', 'id', 'title', 'body'] },
    properties: {
      ...{
        number: { type: 'long' },
        edition: { type: 'long' },
        kind: keyword,
        id: keyword,
        isRemoved: { type: 'boolean' },
      },
      ...{ visibility: keyword, memberId: keyword, language: keyword },
      ...{ datedAt: { type: 'date' }, indexedAt: { type: 'date' } },
      ...{ title: korean, tags: korean, body: korean },
      ...{ titleText: prepared, headText: prepared, fullText: prepared },
    },
  },
});

/**
 * How documents are analysed and kept.
 * @param words of the synonyms: 심비코트 stays one word, whatever a dictionary makes of it
 * @returns with `_meta.made`, which is another one for another template
 */
export const indexTemplate = (words: readonly string[]) => {
  const template = analysedWith([...new Set(words)].filter((word) => hangul.test(word)).toSorted());
  const made = createHash('sha256').update(JSON.stringify(template)).digest('hex');

  return { ...template, mappings: { ...template.mappings, _meta: { made } } };
};
