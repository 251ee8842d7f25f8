import { childView } from '../family/family.schemas.ts';
import type { TestMember, useTestIdentity } from './test-identity.ts';

/** What addChild takes; say what differs. */
export const aChild = (different: Record<string, unknown> = {}) => ({
  nickname: '새싹',
  birthDate: '2017-05-05',
  language: 'ko',
  timeZone: 'Asia/Seoul',
  isLegalGuardian: true,
  consents: [
    { type: 'service', version: '1' },
    { type: 'health-data', version: '1' },
  ],
  ...different,
});

/** Guardians and children of a test. */
export const useFamily = (world: ReturnType<typeof useTestIdentity>) => {
  const post = ({ actor }: TestMember, different?: Record<string, unknown>) =>
    world.api.as(actor).post('/v1/me/children').send(aChild(different));

  return {
    post,
    add: async (guardian: TestMember, different?: Record<string, unknown>) =>
      childView.parse((await post(guardian, different).expect(201)).body),

    /** Calls of a guardian in the profile of a child. */
    inProfile({ actor }: TestMember, childId: string) {
      const caller = world.api.as(actor);
      return {
        get: (path: string) => caller.get(path).set('X-Profile', childId),
        put: (path: string) => caller.put(path).set('X-Profile', childId),
        patch: (path: string) => caller.patch(path).set('X-Profile', childId).set('If-Match', '*'),
        delete: (path: string) => caller.delete(path).set('X-Profile', childId),
      };
    },
  };
};
