import type { ReportLanguage } from '../report.entity.ts';

/** Neither an illness nor a figure: a mailbox may lie open. */
const texts: Readonly<Record<ReportLanguage, { subject: string; body: string; footer: string }>> = {
  ko: {
    subject: '숨케어: 만드신 리포트가 준비되었습니다',
    body: '요청하신 리포트입니다. 숨케어에 다시 로그인하시면 아래 링크에서 열립니다.',
    footer:
      '직접 요청하지 않으셨다면 앱에서 비밀번호를 바꿔 주세요.\n\n숨케어 드림\n이 메일은 보내기 전용입니다.',
  },
  en: {
    subject: 'Soomcare: your report is ready',
    body: 'Here is the report that you asked for. This link opens it once you have logged in to Soomcare again.',
    footer:
      'If it was not you, change your password in the app.\n\nSoomcare\nPlease do not answer this mail.',
  },
};

export const renderReportMail = (language: ReportLanguage, link: string) => {
  const { subject, body, footer } = texts[language];
  return { subject, text: `${body}\n\n${link}\n\n${footer}` };
};
