import { newUuid } from '@soomcare/database';

import { type useBackoffice } from './harness.ts';

type Backoffice = ReturnType<typeof useBackoffice>;

/** The board "stories" that the migration brings. */
const STORIES = '01932e00-0000-7000-8000-000000000001';

/** What waits at a moderators' desk, written as members write it; each text by an author of its own. */
export const createCommunityScene = (backoffice: Backoffice) => {
  const community = () => backoffice.contexts().community;
  const aWriter = (nickname: string) =>
    backoffice.aMember({ nickname, consents: ['service', 'community-exposure'] });

  const post = async (nickname: string, title: string, body: string) => {
    const { id: memberId } = await aWriter(nickname);
    const content = { boardId: STORIES, title, body, visibility: 'members' as const, fileIds: [] };
    const call = { key: null, fingerprint: Buffer.alloc(32) };
    const { id } = await community().posts.create(
      { memberId, locale: 'ko' },
      { id: newUuid(), ...content },
      call,
    );

    return { id, memberId };
  };

  const reported = async (
    scene: { nickname: string; title: string; body: string; note?: string },
    reason: 'harassment' | 'advert' | 'misinformation',
  ) => {
    const { id, memberId } = await post(scene.nickname, scene.title, scene.body);
    const reporter = await aWriter('지나가던숨');
    const note = scene.note === undefined ? {} : { note: scene.note };
    await community().safety.reporting.report(reporter.id, {
      subject: { kind: 'post', id },
      reason,
      ...note,
    });

    return memberId;
  };

  return {
    post,
    reported,

    /** Against the only sanction that this author has. */
    async appeal(memberId: string, text: string) {
      const { items } = await community().safety.ownSanctions.list(memberId, {});
      await community().safety.ownSanctions.appeal(memberId, items[0]?.id ?? '', text);
    },
  };
};
