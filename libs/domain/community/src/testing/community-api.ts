import { type Database, newUuid } from '@soomcare/database';
import {
  anActor,
  type Caller,
  createFakeClock,
  type FakeClock,
  useTestApi,
  useTestDatabase,
} from '@soomcare/testing';

import type { Author } from '../authors/author.ts';
import { type Community, createCommunity } from '../community.module.ts';
import { communityTables } from '../community.tables.ts';
import { createPostSharing, type PostSharing } from '../sharing/sharing.module.ts';
import type { Notice } from '../moderation/notices.ts';
import { createFakePictures, type FakePictures } from './fake-pictures.ts';
import { createFakeSearch, type FakeSearch } from './fake-search.ts';

/** The instant at which every test of this lib begins: 2026-03-10, noon in Seoul. */
export const START = '2026-03-10T03:00:00.000Z';

const PUBLIC_URL = 'https://api.soomcare.example';

/** The boards that the migration brings. */
export const boards = {
  stories: '01932e00-0000-7000-8000-000000000001',
  questions: '01932e00-0000-7000-8000-000000000003',
};

export const aPost = (different: object = {}) => ({
  boardId: boards.stories,
  title: '가을 산책',
  body: '바람이 선선해서 오래 걸었어요.',
  visibility: 'members',
  ...different,
});

export interface Person {
  readonly id: string;
  readonly nickname: string;
  readonly caller: Caller;
}

export interface CommunityApi {
  readonly clock: FakeClock;
  readonly search: FakeSearch;
  readonly pictures: FakePictures;
  /** What this member was told, oldest first. */
  noticesOf(person: Person): Notice[];
  database(): Database;
  community(): Community;
  sharing(): PostSharing;
  /** A member who has agreed to be read by others, unless told otherwise. */
  aPerson(different?: Partial<Author> & { consents?: readonly string[] }): Person;
  anyone(): Caller;
  /** As if they had withdrawn: their name is gone. */
  forget(person: Person): void;
  /** Writes a post. @returns its id */
  post(by: Person, different?: object): Promise<string>;
}

/** A UUIDv7 of January 2025: whoever joined yesterday may write only so much. */
const anOldId = () => newUuid().replace(/^.{8}-.{4}/, '01942000-0000');

/** The community behind HTTP on a database of this test file's own; members are what `aPerson` made up. */
export const useCommunityApi = (): CommunityApi => {
  // Fifty at once wait longer for a connection where the machine does much else.
  const database = useTestDatabase({ entities: communityTables, poolSize: 10, acquireTimeoutMs: 5_000 });
  const clock = createFakeClock(START);
  const search = createFakeSearch();
  const pictures = createFakePictures();
  const authors = new Map<string, Author>();
  const notices: Notice[] = [];
  let community: Community;
  let sharing: PostSharing;
  const api = useTestApi(() => {
    community = createCommunity({
      ...{ database: database(), now: clock.now, newId: newUuid },
      ports: {
        authorsOf: (ids) => Promise.resolve(new Map([...authors].filter(([id]) => ids.includes(id)))),
        search,
        pictures: pictures.store,
        tell(notice) {
          notices.push(notice);
          return Promise.resolve();
        },
      },
    });
    sharing = createPostSharing({
      ...{ database: database(), now: clock.now, publicUrl: PUBLIC_URL },
      rateLimiter: { consume: () => Promise.resolve(), reset: () => Promise.resolve() },
    });
    return { endpoints: [...community.memberRoutes, ...sharing.memberRoutes], now: clock.now };
  });

  return {
    clock,
    search,
    pictures,
    noticesOf: ({ id }) => notices.filter(({ memberId }) => memberId === id),
    database,
    community: () => community,
    sharing: () => sharing,
    anyone: () => api.anyone(),
    aPerson({ consents = ['service', 'community-exposure'], ...different } = {}) {
      const id = anOldId();
      const nickname = different.nickname ?? `회원${authors.size + 1}`;
      authors.set(id, { avatarKey: 'avatar-1', language: 'ko', ...different, nickname });
      const caller = api.as(anActor({ id, authenticatedAt: clock.now(), consents }));
      return { id, nickname, caller };
    },
    forget: ({ id }) => void authors.delete(id),
    async post({ caller }, different = {}) {
      clock.advance({ seconds: 1 });
      const made = await caller.post('/v1/posts').send(aPost(different)).expect(201);
      return (made.body as { id: string }).id;
    },
  };
};
