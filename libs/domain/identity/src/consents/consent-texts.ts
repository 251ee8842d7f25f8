import { createHash } from 'node:crypto';

export const consentTypes = [
  'service',
  'health-data',
  'marketing',
  'night-push',
  'community-exposure',
] as const;
export type ConsentType = (typeof consentTypes)[number];

/** Without this one there is no account; refusing any other denies nothing else (PIPA 22⑤). */
export const REQUIRED_CONSENT: ConsentType = 'service';

export interface Wording {
  readonly title: string;
  readonly body: string;
}

export interface ConsentText {
  readonly type: ConsentType;
  /** A changed wording is a new version; the old entry stays in the repository's history. */
  readonly version: string;
  readonly ko: Wording;
  readonly en: Wording;
}

/** One text a type, each consented to on its own (PIPA 22①, 23①). Purpose, items, period and right to refuse. */
export const consentTexts: readonly ConsentText[] = [
  {
    type: 'service',
    version: '1',
    ko: {
      title: '서비스 이용과 개인정보 처리 (필수)',
      body: '계정을 만들고 서비스를 제공하기 위해 이메일, 별명, 생년월일, 언어, 시간대를 처리합니다. 탈퇴하면 바로 지웁니다. 동의하지 않으면 가입할 수 없습니다.',
    },
    en: {
      title: 'Using the service (required)',
      body: 'We keep your e-mail address, nickname, date of birth, language and time zone to run your account. We erase them when you withdraw. Without this consent an account is not possible.',
    },
  },
  {
    type: 'health-data',
    version: '1',
    ko: {
      title: '건강정보(민감정보) 처리 (선택)',
      body: '증상, 폐기능, 복약, 악화 기록과 진단, 흡연 정보를 나의 천식 일지와 보고서를 만드는 데에만 씁니다. 지우거나 탈퇴할 때까지 보관합니다. 동의하지 않아도 가입할 수 있지만 건강 기록은 남길 수 없습니다.',
    },
    en: {
      title: 'Your health data (optional)',
      body: 'We use your symptoms, lung function, medicines, flare-ups, diagnosis and smoking only for your own asthma diary and reports, until you delete them or withdraw. You can refuse and still have an account, but you cannot keep health records.',
    },
  },
  {
    type: 'marketing',
    version: '1',
    ko: {
      title: '소식과 혜택 알림 (선택)',
      body: '새 기능과 행사 소식을 이메일과 앱 알림으로 보냅니다. 이메일 주소와 기기 정보를 쓰며, 동의를 거두면 바로 멈춥니다. 동의하지 않아도 서비스 이용에는 차이가 없습니다.',
    },
    en: {
      title: 'News and offers (optional)',
      body: 'We send news about features and events by e-mail and app messages, using your address and device, until you take this back. Refusing changes nothing else.',
    },
  },
  {
    type: 'night-push',
    version: '1',
    ko: {
      title: '밤 시간 광고성 알림 (선택)',
      body: '밤 9시부터 아침 8시 사이에도 소식 알림을 받습니다. 복약 알림은 광고가 아니므로 이 동의와 상관없이 옵니다. 언제든 거둘 수 있습니다.',
    },
    en: {
      title: 'News at night (optional)',
      body: 'You also get news between 21:00 and 08:00. Medicine reminders are not news and come either way. You can take this back at any time.',
    },
  },
  {
    type: 'community-exposure',
    version: '1',
    ko: {
      title: '커뮤니티에 건강정보가 보일 수 있음 (선택)',
      body: '내가 쓴 글과 댓글에 건강 이야기를 담으면 다른 회원에게 보입니다. 글마다 공개 범위를 고를 수 있고 언제든 지울 수 있습니다. 동의하지 않으면 커뮤니티에 글을 쓸 수 없습니다.',
    },
    en: {
      title: 'Health details in the community (optional)',
      body: 'What you write about your health in posts and comments is seen by others. You choose who sees each post and can delete it at any time. Without this consent you can read but not write there.',
    },
  },
];

/** SHA-256 over both languages, so that the ledger proves what was shown. */
export const textHashOf = ({ type, version, ko, en }: ConsentText): Buffer =>
  createHash('sha256')
    .update([type, version, ko.title, ko.body, en.title, en.body].join('\n'), 'utf8')
    .digest();

/** The text that can be consented to now, or null for a version that is unknown or out of date. */
export const findCurrentText = (type: ConsentType, version: string): ConsentText | null =>
  consentTexts.find((text) => text.type === type && text.version === version) ?? null;
