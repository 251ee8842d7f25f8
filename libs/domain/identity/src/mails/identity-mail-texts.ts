import type { Language } from '../members/member.schemas.ts';
import type { SocialProvider } from '../social/provider-settings.ts';
import type { SendableMail } from './identity-mail.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

const footer: Readonly<Record<Language, string>> = {
  ko: '\n\n숨케어 드림\n이 메일은 보내기 전용입니다.',
  en: '\n\nSoomcare\nPlease do not answer this mail.',
};

const erasedLines = ({ erasedRows }: Extract<SendableMail, { kind: 'farewell' }>['receipt']) =>
  Object.entries(erasedRows)
    .map(([table, rows]) => `- ${table}: ${rows}`)
    .join('\n');

const link = (publicUrl: string, path: string, token: string) => `${publicUrl}/${path}?token=${token}`;

const koreanProviders: Readonly<Record<SocialProvider, string>> = {
  kakao: '카카오',
  naver: '네이버',
  google: '구글',
  apple: 'Apple',
};
const englishProviders: Readonly<Record<SocialProvider, string>> = {
  kakao: 'Kakao',
  naver: 'Naver',
  google: 'Google',
  apple: 'Apple',
};

const korean = (mail: SendableMail, publicUrl: string): MailText => {
  switch (mail.kind) {
    case 'sign-up':
      return {
        subject: '숨케어 가입을 확인해 주세요',
        text: `${mail.nickname} 님, 아래 링크를 60분 안에 열면 가입이 끝납니다.\n\n${link(publicUrl, 'sign-up', mail.token)}\n\n또는 앱에 이 번호를 10분 안에 입력해 주세요: ${mail.code}\n\n가입을 신청하지 않으셨다면 이 메일을 무시해 주세요. 아무 일도 일어나지 않습니다.`,
      };
    case 'already-a-member':
      return {
        subject: '이미 숨케어 회원입니다',
        text: '이 주소로 가입 신청이 있었지만 이미 계정이 있습니다. 로그인하시거나, 비밀번호를 잊으셨다면 앱에서 재설정해 주세요.\n\n직접 신청하지 않으셨다면 이 메일을 무시해 주세요.',
      };
    case 'password-reset':
      return {
        subject: '숨케어 비밀번호 재설정',
        text: `아래 링크를 30분 안에 열어 새 비밀번호를 정해 주세요. 한 번만 쓸 수 있습니다.\n\n${link(publicUrl, 'reset-password', mail.token)}\n\n요청하지 않으셨다면 이 메일을 무시해 주세요. 비밀번호는 바뀌지 않습니다.`,
      };
    case 'password-changed':
      return {
        subject: '숨케어 비밀번호가 바뀌었습니다',
        text: '계정의 비밀번호가 바뀌었고 다른 기기는 로그아웃되었습니다.\n\n직접 바꾸지 않으셨다면 지금 앱에서 비밀번호를 재설정해 주세요.',
      };
    case 'session-reused':
      return {
        subject: '숨케어 보안 알림: 기기 한 대를 로그아웃했습니다',
        text: `${mail.deviceName ?? '등록되지 않은 기기'}의 로그인 정보가 두 번 쓰여 그 기기를 로그아웃했습니다. 누군가 정보를 복사했을 수 있습니다.\n\n다시 로그인하시고, 걱정되시면 비밀번호를 바꿔 주세요.`,
      };
    case 'provider-linked':
      return {
        subject: '숨케어 로그인 방법이 추가되었습니다',
        text: `이제 ${koreanProviders[mail.provider]} 계정으로도 로그인할 수 있습니다.\n\n직접 연결하지 않으셨다면 지금 앱에서 연결을 끊고 비밀번호를 바꿔 주세요.`,
      };
    case 'child-added':
      return {
        subject: '숨케어에 자녀 프로필이 추가되었습니다',
        text: `법정대리인으로서 동의하신 ${mail.nickname} 님의 프로필이 계정에 추가되었습니다. 동의 내용은 앱의 자녀 프로필에서 보고 바꿀 수 있습니다.\n\n직접 추가하지 않으셨다면 지금 앱에서 그 프로필을 지우고 비밀번호를 바꿔 주세요.`,
      };
    case 'guardian-invited':
      return {
        subject: '숨케어 자녀 프로필을 함께 관리해 주세요',
        text: `${mail.nickname} 님이 자녀 프로필을 함께 관리하자고 초대했습니다. 숨케어에 로그인한 뒤 아래 링크를 24시간 안에 열어 주세요.\n\n${link(publicUrl, 'guardianship', mail.token)}\n\n법정대리인이 아니시라면 이 메일을 무시해 주세요. 아무 일도 일어나지 않습니다.`,
      };
    case 'hand-over':
      return {
        subject: '숨케어 프로필을 넘겨받아 주세요',
        text: `${mail.nickname} 님, 보호자가 관리하던 프로필을 이제 직접 쓸 수 있습니다. 아래 링크를 24시간 안에 열어 비밀번호와 동의를 정해 주세요.\n\n${link(publicUrl, 'hand-over', mail.token)}\n\n본인의 프로필이 아니라면 이 메일을 무시해 주세요. 아무 일도 일어나지 않습니다.`,
      };
    case 'farewell':
      return {
        subject: '숨케어 탈퇴가 끝났습니다',
        text: `계정과 기록을 모두 지웠습니다. 지운 기록은 되살릴 수 없습니다.\n\n파기 확인 번호: ${mail.receipt.id}\n파기한 때: ${mail.receipt.withdrawnAt}\n파기한 자료(표 이름과 건수):\n${erasedLines(mail.receipt)}\n\n직원이 건강 정보를 열어 본 기록만 법에 따라 이름 없이 남습니다.\n\n그동안 함께해 주셔서 고맙습니다. 건강하세요.`,
      };
    case 'staff-link-made':
      return {
        subject: '숨케어 담당자 계정의 새 링크가 만들어졌습니다',
        text: '관리자가 담당자 계정의 비밀번호와 인증 앱을 새로 정하는 링크를 만들었습니다. 링크는 24시간 동안 쓸 수 있고, 그때까지는 지금의 비밀번호와 인증 앱이 그대로입니다.\n\n직접 요청하지 않으셨다면 지금 책임자에게 알려 주세요.',
      };
    case 'staff-log-in-changed':
      return {
        subject: '숨케어 담당자 계정의 로그인 정보가 바뀌었습니다',
        text: '담당자 계정의 비밀번호가 새로 정해졌고 다른 기기는 로그아웃되었습니다.\n\n직접 하지 않으셨다면 지금 책임자에게 알려 주세요.',
      };
  }
};

const english = (mail: SendableMail, publicUrl: string): MailText => {
  switch (mail.kind) {
    case 'sign-up':
      return {
        subject: 'Please confirm your Soomcare account',
        text: `Hello ${mail.nickname}, open this link within 60 minutes to finish:\n\n${link(publicUrl, 'sign-up', mail.token)}\n\nOr enter this code in the app within 10 minutes: ${mail.code}\n\nIf you did not ask for an account, ignore this mail: nothing will happen.`,
      };
    case 'already-a-member':
      return {
        subject: 'You already have a Soomcare account',
        text: 'Somebody asked for an account with this address, but you already have one. Log in, or reset your password in the app if you forgot it.\n\nIf it was not you, ignore this mail.',
      };
    case 'password-reset':
      return {
        subject: 'Reset your Soomcare password',
        text: `Open this link within 30 minutes to choose a new password. It works once.\n\n${link(publicUrl, 'reset-password', mail.token)}\n\nIf you did not ask for it, ignore this mail: your password stays as it is.`,
      };
    case 'password-changed':
      return {
        subject: 'Your Soomcare password was changed',
        text: 'The password of your account was changed and other devices were logged out.\n\nIf it was not you, reset your password in the app now.',
      };
    case 'session-reused':
      return {
        subject: 'Soomcare security notice: we logged out one device',
        text: `The log-in of ${mail.deviceName ?? 'an unnamed device'} was used twice, so we logged that device out. Somebody may have copied it.\n\nPlease log in again, and change your password if you are worried.`,
      };
    case 'provider-linked':
      return {
        subject: 'A new way to log in to Soomcare was added',
        text: `You can now log in with your ${englishProviders[mail.provider]} account too.\n\nIf it was not you, remove it in the app now and change your password.`,
      };
    case 'child-added':
      return {
        subject: 'A child’s profile was added to your Soomcare account',
        text: `The profile of ${mail.nickname}, for whom you consented as legal guardian, is in your account now. You can read and change the consents in that profile.\n\nIf it was not you, remove the profile in the app now and change your password.`,
      };
    case 'guardian-invited':
      return {
        subject: 'Please help to keep a child’s Soomcare profile',
        text: `${mail.nickname} invites you to keep a child’s profile together. Log in to Soomcare and open this link within 24 hours:\n\n${link(publicUrl, 'guardianship', mail.token)}\n\nIf you are not the child’s legal guardian, ignore this mail: nothing will happen.`,
      };
    case 'hand-over':
      return {
        subject: 'Please take over your Soomcare profile',
        text: `Hello ${mail.nickname}, the profile that your guardian has kept can be yours now. Open this link within 24 hours to choose a password and your consents:\n\n${link(publicUrl, 'hand-over', mail.token)}\n\nIf this is not your profile, ignore this mail: nothing will happen.`,
      };
    case 'farewell':
      return {
        subject: 'Your Soomcare account is gone',
        text: `We erased your account and your records. They cannot be brought back.\n\nReceipt: ${mail.receipt.id}\nErased at: ${mail.receipt.withdrawnAt}\nErased rows by table:\n${erasedLines(mail.receipt)}\n\nOnly the log of who of our staff opened health data is kept, as the law asks, and it does not name you.\n\nThank you for the time together, and stay well.`,
      };
    case 'staff-link-made':
      return {
        subject: 'A new link to your Soomcare staff account was made',
        text: 'An administrator made a link by which password and authenticator app of your staff account can be set anew. It works for 24 hours; until it is used, yours stay as they are.\n\nIf you did not ask for it, tell whoever is responsible now.',
      };
    case 'staff-log-in-changed':
      return {
        subject: 'The log-in of your Soomcare staff account was changed',
        text: 'The password of your staff account was set anew and other devices were logged out.\n\nIf it was not you, tell whoever is responsible now.',
      };
  }
};

const wordings = { ko: korean, en: english };

export const renderMail = (mail: SendableMail, publicUrl: string): MailText => {
  const { subject, text } = wordings[mail.language](mail, publicUrl);
  return { subject, text: `${text}${footer[mail.language]}` };
};
