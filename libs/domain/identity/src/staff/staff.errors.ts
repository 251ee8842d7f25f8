import { defineErrors } from '@soomcare/http';

export const staffErrors = defineErrors({
  STAFF_LOG_IN_FAILED: [
    401,
    'E-mail address or password is not right',
    '이메일 주소 또는 비밀번호가 맞지 않습니다',
  ],
  STAFF_CODE_REFUSED: [
    401,
    'The code is not right, was used before, or came too late',
    '인증 코드가 맞지 않거나 이미 사용되었거나 시간이 지났습니다',
  ],
  STAFF_NOT_FOUND: [404, 'No such member of staff', '해당 담당자가 없습니다'],
  STAFF_EXISTS: [
    409,
    'Somebody of the staff has this e-mail address already',
    '이미 다른 담당자가 쓰는 이메일 주소입니다',
  ],
  STAFF_INVITATION_FAILED: [
    422,
    'This link is wrong, used or no longer valid; please ask an administrator for a new one',
    '링크가 맞지 않거나, 이미 쓰였거나, 시간이 지났습니다. 관리자에게 새 링크를 요청해 주세요',
  ],
  STAFF_CODE_WRONG: [422, 'The code of the authenticator app is not right', '인증 앱의 코드가 맞지 않습니다'],
  OWN_ACCOUNT: [422, 'Nobody changes their own rights', '자신의 권한은 스스로 바꿀 수 없습니다'],
  MEMBER_NOT_FOUND: [404, 'No such member', '해당 회원이 없습니다'],
});
