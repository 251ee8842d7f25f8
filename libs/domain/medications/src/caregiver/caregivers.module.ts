import { createContactSeal } from './caregiver-contact.ts';
import { createCaregiverLinks } from './caregiver-links.service.ts';
import { CAREGIVER_MAIL_TOPIC, createCaregiverMailHandler } from './caregiver-mail.ts';
import { createCaregiverNotices } from './caregiver-notices.ts';
import type { CaregiversDeps } from './caregiver.deps.ts';
import { createCaregiverRepository } from './caregiver.repository.ts';
import { caregiverRoutes } from './caregiver.routes.ts';
import { createCaregiverService } from './caregiver.service.ts';
import { caregiverPages } from './http/caregiver.pages.ts';

/** Tells one person of a member's choice, who has agreed to it, when a planned dose was not confirmed. */
export const createCaregivers = ({ seals, ...deps }: CaregiversDeps) => {
  const { database, post, rateLimiter, now } = deps;
  const caregivers = createCaregiverRepository(database);
  const contacts = createContactSeal(seals);
  const common = { ...deps, caregivers, contacts };

  return {
    memberRoutes: caregiverRoutes(createCaregiverService(common)),
    /** For people and not for the app: below no prefix. */
    pages: caregiverPages({ links: createCaregiverLinks({ database, caregivers, now }), rateLimiter }),
    /** For the worker's relay. */
    outboxHandlers: { [CAREGIVER_MAIL_TOPIC]: createCaregiverMailHandler({ post, caregivers }) },
    /** For a worker, every few minutes. @returns whether there may be more to do at once */
    sendNotices: createCaregiverNotices(common),
    /** For a worker, once an hour: forgets those who have not answered in time. @returns how many */
    housekeeping: () => caregivers.purgeUnanswered(now()),
  };
};

export type Caregivers = ReturnType<typeof createCaregivers>;
