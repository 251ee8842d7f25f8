import type { CaregiverMail } from './caregiver-mail.ts';

/** Where the links of the mails lead, below our own address. */
export const ACCEPT_PATH = '/caregiver/accept';
export const STOP_PATH = '/caregiver/stop';

interface Links {
  readonly accept: string;
  readonly stop: string;
}

const korean = ({ kind, name, nickname }: CaregiverMail, { accept, stop }: Links) => {
  const greeting = name === null ? '안녕하세요.' : `${name} 님, 안녕하세요.`;
  const who = nickname === null ? '한 숨케어 회원' : `숨케어 회원 ‘${nickname}’ 님`;
  const footer = '\n\n숨케어 드림\n이 메일은 보내기 전용입니다.';
  if (kind === 'asking') {
    return {
      subject: '숨케어: 보호자 알림을 받으시겠어요?',
      text: `${greeting}\n\n${who}이 계획한 복용을 확인하지 않은 날, 이 주소로 알려 달라고 했습니다. 메일은 하루에 한 번을 넘지 않으며, 동의하시기 전에는 보내지 않습니다.\n\n동의하시면 7일 안에 아래 링크를 열고 단추를 눌러 주세요.\n\n${accept}\n\n원하지 않으시면 이 메일을 무시하셔도 됩니다. 다시 묻지 않게 하시려면 아래 링크를 열어 주세요.\n\n${stop}${footer}`,
    };
  }

  return {
    subject: '숨케어: 계획한 복용이 확인되지 않았습니다',
    text: `${greeting}\n\n${who}의 계획한 복용이 확인되지 않았습니다. 표시를 잊었을 수도 있으니 편하게 안부를 물어봐 주세요.\n\n알림을 그만 받으시려면 아래 링크를 열어 주세요.\n\n${stop}${footer}`,
  };
};

const english = ({ kind, name, nickname }: CaregiverMail, { accept, stop }: Links) => {
  const greeting = name === null ? 'Hello,' : `Hello ${name},`;
  const who = nickname === null ? 'a member of Soomcare' : `${nickname}, a member of Soomcare,`;
  const footer = '\n\nSoomcare\nPlease do not answer this mail.';
  if (kind === 'asking') {
    return {
      subject: 'Soomcare: may we tell you about missed doses?',
      text: `${greeting}\n\n${who} would like us to write to you on days when a planned dose was not confirmed: one mail a day at most, and none before you agree.\n\nIf you agree, open this link within 7 days and press the button:\n\n${accept}\n\nIf not, ignore this mail. If you do not want to be asked again, open this link:\n\n${stop}${footer}`,
    };
  }

  const of = nickname === null ? 'A planned dose of a member of Soomcare' : `A planned dose of ${nickname}`;
  return {
    subject: 'Soomcare: a planned dose was not confirmed',
    text: `${greeting}\n\n${of} was not confirmed. It may have been taken and not noted; a friendly word may help.\n\nTo end these mails, open this link:\n\n${stop}${footer}`,
  };
};

const wordings = { ko: korean, en: english };

export const renderCaregiverMail = (mail: CaregiverMail, publicUrl: string) =>
  wordings[mail.language](mail, {
    accept: mail.kind === 'asking' ? `${publicUrl}${ACCEPT_PATH}?token=${mail.askToken}` : '',
    stop: `${publicUrl}${STOP_PATH}?token=${mail.stopToken}`,
  });
