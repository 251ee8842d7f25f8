import { defineErrors } from '@soomcare/http';

export const postingErrors = defineErrors({
  MEMBER_BANNED: [
    403,
    'A moderator has taken your right to write here; see your sanctions',
    '운영자의 결정으로 커뮤니티에 글을 쓸 수 없습니다. 제재 내역을 확인해 주세요',
  ],
  BANNED_BEFORE: [
    403,
    'An earlier account of yours was banned here; write to our support if this is a mistake',
    '이전 계정에 내려진 이용 제한이 끝나지 않아 글을 쓸 수 없습니다. 잘못된 것이라면 고객센터에 알려 주세요',
  ],
  MEMBER_RESTRICTED: [
    403,
    'You cannot write here for some time; see your sanctions',
    '일정 기간 글을 쓸 수 없습니다. 제재 내역을 확인해 주세요',
  ],
  NEW_MEMBER_LINK: [
    403,
    'New members cannot write links yet',
    '가입한 지 얼마 되지 않아 아직 링크를 쓸 수 없습니다',
  ],
  NEW_MEMBER_LIMIT: [
    429,
    'New members can write a few times an hour',
    '가입한 지 얼마 되지 않아 한 시간에 몇 번만 쓸 수 있습니다',
  ],
});
