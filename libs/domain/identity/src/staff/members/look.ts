import type { StaffActor } from '@soomcare/http';

/** Who looks, and from where: goes into the audit log. */
export interface Look {
  readonly actor: StaffActor;
  readonly address: string;
}
