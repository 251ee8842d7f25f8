import type { Transaction } from '@soomcare/database';
import type { Locale } from '@soomcare/http';

import type { AuthorsOf } from '../authors/author.ts';
import type { SanctionKind } from './sanctions/sanction.entity.ts';

export interface Notice {
  readonly memberId: string;
  /** Of what it tells of: telling it again leaves one. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** Puts a notice into the member's inbox. */
export type Tell = (notice: Notice, tx: Transaction) => Promise<void>;

/** Whom, about what, and in which language. */
interface Address {
  readonly memberId: string;
  readonly id: string;
  readonly locale: Locale;
}

type Wording = Readonly<Record<Locale, string>>;

const title: Wording = { ko: '커뮤니티 운영 안내', en: 'Community notice' };

const decided: Readonly<Record<SanctionKind, Wording>> = {
  warn: {
    ko: '운영자가 작성하신 글에 대해 주의를 드립니다.',
    en: 'A moderator gives you a warning about what you wrote.',
  },
  hide: { ko: '작성하신 글이 숨겨졌습니다.', en: 'What you wrote was hidden.' },
  restrict: { ko: '일정 기간 글을 쓸 수 없습니다.', en: 'You cannot write for some time.' },
  ban: { ko: '커뮤니티에 글을 쓸 수 없게 되었습니다.', en: 'You cannot write in the community any more.' },
};

const autoHidden: Wording = {
  ko: '작성하신 글을 운영자가 확인할 때까지 숨겨 두었습니다.',
  en: 'What you wrote is hidden until a moderator has looked at it.',
};

const answered: Readonly<Record<'upheld' | 'lifted', Wording>> = {
  upheld: {
    ko: '이의 제기를 검토했지만 제재를 유지합니다.',
    en: 'Your appeal was looked into; the sanction stays.',
  },
  lifted: {
    ko: '이의 제기가 받아들여져 제재가 풀렸습니다.',
    en: 'Your appeal was granted and the sanction lifted.',
  },
};

const notice = ({ locale, ...address }: Address, wording: Wording, reason?: string): Notice => ({
  ...address,
  title: title[locale],
  body: reason === undefined ? wording[locale] : `${wording[locale]}\n${reason}`,
});

export const sanctionNotice = (to: Address, kind: SanctionKind, reason: string): Notice =>
  notice(to, decided[kind], reason);

export const autoHiddenNotice = (to: Address): Notice => notice(to, autoHidden);

export const answerNotice = (to: Address, outcome: 'upheld' | 'lifted', answer: string): Notice =>
  notice(to, answered[outcome], answer);

export const languageOf = async (authorsOf: AuthorsOf, memberId: string): Promise<Locale> =>
  (await authorsOf([memberId])).get(memberId)?.language ?? 'ko';
