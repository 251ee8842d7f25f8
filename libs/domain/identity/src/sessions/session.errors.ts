import { defineErrors } from '@soomcare/http';

export const sessionErrors = defineErrors({
  LOG_IN_FAILED: [
    401,
    'E-mail address or password is not right',
    '이메일 주소 또는 비밀번호가 맞지 않습니다',
  ],
  REFRESH_REFUSED: [401, 'This refresh token is not valid; please log in', '다시 로그인해 주세요'],
  SESSION_NOT_FOUND: [404, 'No such session', '해당 로그인 기록이 없습니다'],
});

/** RFC 9110, 15.5.2: a 401 names the scheme. */
export const BEARER_CHALLENGE = { headers: { 'WWW-Authenticate': 'Bearer realm="soomcare"' } };
