import { defineErrors } from '@soomcare/http';

export const familyErrors = defineErrors({
  CHILD_NOT_FOUND: [404, 'No such child', '해당 자녀가 없습니다'],
  CHILD_TOO_OLD: [
    422,
    'From fourteen on people sign up for themselves',
    '만 14세부터는 본인이 직접 가입해야 합니다',
  ],
  GUARDIAN_TOO_YOUNG: [
    422,
    'Only an adult can keep a child’s profile',
    '자녀 프로필은 만 19세 이상 보호자만 만들 수 있습니다',
  ],
  TOO_MANY_CHILDREN: [422, 'More children than an account can have', '등록할 수 있는 자녀 수를 넘었습니다'],
  TOO_MANY_GUARDIANS: [422, 'A child has two guardians at most', '보호자는 두 명까지 등록할 수 있습니다'],
  INVITATION_NOT_VALID: [
    422,
    'This invitation is wrong, used or no longer valid; please ask for another',
    '초대 링크가 맞지 않거나, 이미 쓰였거나, 시간이 지났습니다. 다시 초대를 받아 주세요',
  ],
  HAND_OVER_TOO_EARLY: [
    422,
    'A profile can be handed over from the fourteenth birthday on',
    '프로필은 만 14세 생일부터 넘겨줄 수 있습니다',
  ],
  HAND_OVER_NOT_CONFIRMED: [
    422,
    'This link is wrong, used or no longer valid; please ask your guardian to send another',
    '링크가 맞지 않거나, 이미 쓰였거나, 시간이 지났습니다. 보호자에게 다시 보내 달라고 해 주세요',
  ],
});
