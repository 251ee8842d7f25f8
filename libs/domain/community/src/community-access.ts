import { member } from '@soomcare/http';

/** Guardians meet others as themselves: nobody writes, likes or reads here in a child's profile. */
export const readingMember = member({ ownAccount: true });

/**
 * Health details that others will read need a notice and a consent of their own (PIPA §23). Reading and deleting do
 * not.
 */
export const writingMember = member({ consents: ['community-exposure'], ownAccount: true });
