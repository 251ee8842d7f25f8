import { defineErrors } from '@soomcare/http';

export const articleErrors = defineErrors({
  ARTICLE_NOT_FOUND: [404, 'No such article', '그런 글이 없습니다'],
  ARTICLE_EXISTS: [
    409,
    'There is an article with this slug in this language',
    '같은 주소와 언어의 글이 이미 있습니다',
  ],
  ARTICLE_NOT_DRAFT: [409, 'Only a draft can be submitted for review', '초안만 검토를 요청할 수 있습니다'],
  ARTICLE_NOT_IN_REVIEW: [
    409,
    'Only an article in review can be published',
    '검토 중인 글만 게시할 수 있습니다',
  ],
  ARTICLE_NOT_PUBLISHED: [
    409,
    'The article is neither published nor scheduled',
    '게시되었거나 게시 예정인 글이 아닙니다',
  ],
  ARTICLE_OWN_REVIEW: [
    403,
    'Somebody who did not write this text must publish it',
    '글을 쓴 사람은 게시할 수 없습니다. 다른 편집자가 게시해야 합니다',
  ],
  ARTICLE_PUBLISH_IN_PAST: [422, 'The time to publish lies in the past', '게시 시각이 이미 지났습니다'],
  ARTICLE_REVIEW_OVERDUE: [
    422,
    'The review-due date must lie after the day of publication',
    '재검토 기한이 게시일보다 뒤여야 합니다',
  ],
});
