import { seoulDayOf } from '@soomcare/time';

import { GUARDIAN_AGE } from '../members/age.ts';
import type { Language } from '../members/member.schemas.ts';
import type { GuardianRepository } from './guardian.repository.ts';

/** An entry of a member's inbox. */
export interface HandOverNotice {
  readonly memberId: string;
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
}

/** @returns how many were told */
export type TellHandOvers = (tell: (notices: readonly HandOverNotice[]) => Promise<void>) => Promise<number>;

const texts: Readonly<Record<Language, (nickname: string) => Pick<HandOverNotice, 'title' | 'body'>>> = {
  ko: (nickname) => ({
    title: '자녀가 프로필을 넘겨받을 수 있어요',
    body: `${nickname} 님이 만 14세가 되었습니다. 자녀 본인의 이메일로 프로필을 넘겨줄 수 있습니다. 90일이 지나면 넘겨주기 전까지 보기만 할 수 있습니다.`,
  }),
  en: (nickname) => ({
    title: 'Your child can take over the profile',
    body: `${nickname} is fourteen now. You can hand the profile over to an e-mail address of their own. After 90 days it can only be read until you do.`,
  }),
};

/** Tells guardians whose children have turned fourteen, each once. */
export const createHandOverNotices =
  ({ guardians, now }: { guardians: GuardianRepository; now: () => Date }): TellHandOvers =>
  async (tell) => {
    const bornOnOrBefore = Temporal.PlainDate.from(seoulDayOf(now())).subtract({ years: GUARDIAN_AGE });
    const untold = await guardians.findUntold(bornOnOrBefore.toString());
    for (const { id, guardianId, language, nickname } of untold) {
      // With the guardianship's id: to tell it again, after a crash between the two, leaves one notice.
      await tell([{ memberId: guardianId, id, kind: 'hand-over', ...texts[language](nickname) }]);
      await guardians.noteTold(id, now());
    }
    return untold.length;
  };
