import { defineErrors } from '@soomcare/http';

export const consentErrors = defineErrors({
  SERVICE_CONSENT_REQUIRED: [
    422,
    'The service consent is needed for an account',
    '가입하려면 서비스 이용 동의가 필요합니다',
  ],
  CONSENT_VERSION_UNKNOWN: [
    422,
    'This is not the current version of the consent text; please read it again',
    '현재 동의 문서의 버전이 아닙니다. 문서를 다시 확인해 주세요',
  ],
  SERVICE_CONSENT_STAYS: [
    422,
    'The service consent ends with the account: withdraw the account instead',
    '서비스 이용 동의는 회원 탈퇴로만 거둘 수 있습니다',
  ],
});
