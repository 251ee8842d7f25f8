import type { Transaction } from '@soomcare/database';
import type { Call, StaffActor } from '@soomcare/http';

/** Who of the staff does something, and from where. */
export interface StaffCall {
  readonly actor: StaffActor;
  readonly call: Pick<Call, 'address'>;
}

/** What was done, for the staff's audit log; one entry for each subject, and one about nobody where there is none. */
export interface StaffAct {
  readonly staff: { readonly id: string; readonly role: string };
  readonly address: string;
  /** The operation. */
  readonly task: string;
  /** Members. */
  readonly subjectIds: readonly string[];
  readonly reason?: string | undefined;
}

/** Writes to the audit log in the transaction of the act. */
export type WriteAudit = (tx: Transaction, act: StaffAct) => Promise<void>;

export const actOf = (
  { actor, call }: StaffCall,
  task: string,
  subjectIds: readonly string[] = [],
  reason?: string,
): StaffAct => ({ staff: actor, address: call.address, task, subjectIds, reason });
