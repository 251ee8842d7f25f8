import { createPlainPages } from '@soomcare/http';

import type { CaregiverLanguage } from '../caregiver.entity.ts';

interface Wording {
  readonly title: string;
  readonly text: string;
  /** Where there is something to press. */
  readonly button?: string;
}

const pages = {
  accept: {
    ko: {
      title: '보호자 알림 받기',
      text: '계획한 복용이 확인되지 않은 날, 하루에 한 번까지 메일로 알려 드립니다. 언제든 메일의 링크로 그만 받으실 수 있습니다.',
      button: '알림 받기',
    },
    en: {
      title: 'Be told of missed doses',
      text: 'We write to you on days when a planned dose was not confirmed, once a day at most. You can end it at any time by a link in each mail.',
      button: 'I agree',
    },
  },
  accepted: {
    ko: { title: '고맙습니다', text: '이제 계획한 복용이 확인되지 않으면 메일로 알려 드립니다.' },
    en: { title: 'Thank you', text: 'From now on we write to you when a planned dose was not confirmed.' },
  },
  stop: {
    ko: {
      title: '보호자 알림 그만 받기',
      text: '단추를 누르시면 이 회원에 대한 메일을 더 보내지 않습니다.',
      button: '그만 받기',
    },
    en: {
      title: 'End these mails',
      text: 'Press the button, and we send you no more mails about this member.',
      button: 'End the mails',
    },
  },
  stopped: {
    ko: { title: '끝났습니다', text: '이 회원에 대한 메일을 더 보내지 않습니다.' },
    en: { title: 'Done', text: 'We send you no more mails about this member.' },
  },
  void: {
    ko: {
      title: '쓸 수 없는 링크입니다',
      text: '시간이 지났거나 이미 끝난 링크입니다. 이 링크로는 메일이 가지 않습니다.',
    },
    en: {
      title: 'This link is void',
      text: 'It is too old, or the mails it was for have ended. It sends you nothing.',
    },
  },
} satisfies Record<string, Record<CaregiverLanguage, Wording>>;

export type CaregiverPage = keyof typeof pages;

const style =
  'body{font:1.125rem/1.6 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}' +
  'button{font:inherit;padding:.75rem 1.5rem;border:0;border-radius:.5rem;color:#fff;background:#0b5d57}';

const htmlPages = createPlainPages(style, 'self');
export const PAGE_HEADERS = htmlPages.headers;

/** A page for a person without an account. The form goes to the page's own address: the token stays in it. */
export const renderCaregiverPage = (page: CaregiverPage, language: CaregiverLanguage): string => {
  const { title, text, button }: Wording = pages[page][language];
  const form =
    button === undefined ? '' : `<form method="post"><button type="submit">${button}</button></form>`;

  return htmlPages.render({ language, title, main: `<h1>${title}</h1><p>${text}</p>${form}` });
};
