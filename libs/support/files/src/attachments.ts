import { type Transaction } from '@soomcare/database';

import { fileErrors } from './file.errors.ts';
import { type StoredFileRepository, type Subject } from './stored-file.repository.ts';

/** How contexts make files a part of something of theirs. */
export const createAttachments = ({ files, now }: { files: StoredFileRepository; now: () => Date }) => ({
  /**
   * From the commit on exactly these files are the subject's; those it had before are let go.
   * @throws FILES_NOT_ATTACHABLE unless each is the member's, checked, and no part of something else
   */
  async attach(
    memberId: string,
    fileIds: readonly string[],
    subject: Subject,
    tx: Transaction,
  ): Promise<void> {
    const ids = [...new Set(fileIds)];
    await files.detach(subject, ids, now(), tx);
    if ((await files.attach(memberId, ids, subject, tx)) < ids.length)
      throw fileErrors.FILES_NOT_ATTACHABLE();
  },

  /** Of a subject that is removed: its files stay their owner's for a day. */
  detach: (subject: Subject, tx: Transaction): Promise<void> => files.detach(subject, [], now(), tx),
});
