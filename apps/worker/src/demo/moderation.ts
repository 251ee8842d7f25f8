import { ProblemError, type StaffActor } from '@soomcare/http';

import { type Contexts } from '../contexts.ts';
import { demoId } from './ids.ts';
import { people } from './people.ts';

export interface ModerationDeps {
  readonly contextsAt: (now: () => Date) => Pick<Contexts, 'community'>;
  readonly now: () => Date;
}

/** The board "stories" that the migration brings. */
const STORIES = '01932e00-0000-7000-8000-000000000001';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

interface Scene {
  readonly key: string;
  readonly minutesAgo: number;
  readonly title: string;
  readonly body: string;
  /** Why a member reports it; a rule finds the others by itself. */
  readonly reason?: 'harassment' | 'advert';
}

/** Nobody has a number that begins with 010-0. */
const shownNumber = {
  key: 'moderation-number',
  minutesAgo: 3 * DAY_MINUTES,
  title: '같이 산책하실 분 찾아요',
  body: '주말마다 호수 공원을 걸어요. 제 연락처는 010-0000-0000 입니다.',
} satisfies Scene;

const waiting: readonly Scene[] = [
  {
    key: 'moderation-harsh',
    minutesAgo: 300,
    title: '다들 너무 예민해요',
    body: '기침 좀 한다고 글까지 쓰나요? 정말 한심합니다.',
    reason: 'harassment',
  },
  {
    key: 'moderation-shop',
    minutesAgo: 90,
    title: '직접 만든 도라지청',
    body: '부모님과 만든 도라지청을 팔아요. 쪽지로 주문해 주세요!',
    reason: 'advert',
  },
  {
    key: 'moderation-help',
    minutesAgo: 15,
    title: '지금 너무 힘들어요',
    body: '흡입기를 써도 숨을 못 쉬겠어요. 어떻게 해야 하죠?',
  },
];

/** Those who agreed to be read by others. */
const [author, reporter] = people.filter(({ seed }) => seed.consents.includes('community-exposure')).slice(1);

/** Somebody of the staff who works here no more, so that whoever tries the demo may answer the appeal. */
const formerModerator: StaffActor = {
  ...{ id: demoId('moderator'), sessionId: demoId('moderator'), name: '', role: 'community-moderator' },
  ...{ permissions: [], csrfToken: '', expiresAt: new Date(0) },
};

const unlessReported = (error: unknown) => {
  if (!(error instanceof ProblemError) || error.code !== 'ALREADY_REPORTED') throw error;
};

/** What waits at the moderators' desk: a call for help, two reports, an appeal. Bears being called again. */
export const loadModeration = async ({ contextsAt, now }: ModerationDeps): Promise<void> => {
  if (!author || !reporter) throw new Error('nobody of the demo takes part in the community');

  let clock = now();
  const { posts, safety } = contextsAt(() => clock).community;

  const write = async ({ key, minutesAgo, title, body }: Scene): Promise<string> => {
    clock = new Date(now().getTime() - minutesAgo * MINUTE_MS);
    const id = demoId(key);
    const post = { id, boardId: STORIES, title, body, visibility: 'members' as const, fileIds: [] };
    await posts.create({ memberId: author.id, locale: 'ko' }, post, {
      key: null,
      fingerprint: Buffer.alloc(32),
    });
    return id;
  };

  const sanction = async (postId: string) => {
    const { queue } = safety.deskOf(() => Promise.resolve());
    const { items } = await queue.list({});
    const report = items.find(({ subject }) => subject.id === postId);
    if (!report) return;

    const by = { actor: formerModerator, call: { address: '127.0.0.1' } };
    await queue.claim(by, report.id);
    await queue.decide(by, report.id, { decision: 'hide', reason: '연락처는 글에 남길 수 없습니다.' });
    const [decided] = (await safety.ownSanctions.list(author.id, {})).items;
    if (decided) {
      await safety.ownSanctions.appeal(author.id, decided.id, '제 번호라서 괜찮은 줄 알았습니다.');
    }
  };

  await sanction(await write(shownNumber));
  for (const scene of waiting) {
    const id = await write(scene);
    if (!scene.reason) continue;

    const complaint = { subject: { kind: 'post' as const, id }, reason: scene.reason };
    await safety.reporting.report(reporter.id, complaint).catch(unlessReported);
  }
};
