import { defineErrors } from '@soomcare/http';

export const socialErrors = defineErrors({
  SOCIAL_PROVIDER_OFF: [422, 'This provider is not offered here', '지금은 제공하지 않는 로그인 방법입니다'],
  SOCIAL_LOG_IN_FAILED: [
    401,
    'The provider’s answer is not valid; please begin again',
    '로그인 정보가 올바르지 않습니다. 처음부터 다시 시도해 주세요',
  ],
  SOCIAL_SIGN_UP_NEEDED: [
    422,
    'Nobody signed up with this account yet; please finish the sign-up within 30 minutes',
    '아직 가입하지 않은 계정입니다. 30분 안에 가입을 마쳐 주세요',
  ],
  SOCIAL_SIGN_UP_EXPIRED: [
    422,
    'This sign-up is used or no longer valid; please log in with the provider again',
    '이미 쓰였거나 시간이 지난 가입입니다. 다시 로그인해 주세요',
  ],
  SOCIAL_PROVIDER_FAILED: [
    502,
    'The provider does not answer as it should; please try again later',
    '로그인 서비스가 응답하지 않습니다. 잠시 뒤 다시 시도해 주세요',
  ],
  SOCIAL_LINK_FAILED: [
    422,
    'The provider’s answer is not valid; please begin again',
    '연결 정보가 올바르지 않습니다. 처음부터 다시 시도해 주세요',
  ],
  IDENTITY_TAKEN: [
    409,
    'This account of the provider belongs to another member',
    '이미 다른 회원에게 연결된 계정입니다',
  ],
  PROVIDER_ALREADY_LINKED: [
    409,
    'Another account of this provider is linked already; please remove it first',
    '이 서비스의 다른 계정이 이미 연결되어 있습니다. 먼저 연결을 끊어 주세요',
  ],
  LAST_CREDENTIAL: [
    409,
    'This is the only way to log in; please add another one first',
    '마지막 로그인 방법은 지울 수 없습니다. 먼저 다른 방법을 추가해 주세요',
  ],
  IDENTITY_NOT_FOUND: [404, 'This provider is not linked', '연결되지 않은 서비스입니다'],
  UNLINK_REFUSED: [401, 'The admin key is not right', '어드민 키가 맞지 않습니다'],
});
