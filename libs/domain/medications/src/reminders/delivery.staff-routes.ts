import { defineErrors, type Endpoint, endpoint, staff, type StaffActor } from '@soomcare/http';
import { z } from 'zod';

import { doseErrors } from '../doses/dose.errors.ts';
import { doseQuery } from '../doses/dose.schemas.ts';
import { deliveryDay, deliveryList } from './delivery.schemas.ts';
import type { DeliveryService } from './delivery.service.ts';

/**
 * Asked before each read: notes it in the audit log. Null where this person has no live access to this member's
 * records; handed in by the app, since only identity knows.
 */
export type LookAtMember = (look: {
  readonly actor: StaffActor;
  readonly address: string;
  readonly memberId: string;
  readonly task: string;
}) => Promise<object | null>;

/** The same code as for the diary: one access opens both. */
const accessErrors = defineErrors({
  RECORD_ACCESS_NEEDED: [
    403,
    'Open this member’s records with a reason first',
    '먼저 사유를 적고 이 회원의 기록 열람을 신청해 주세요',
  ],
});

const memberParams = z.object({ id: z.uuid().toLowerCase() });
const doseParams = memberParams.extend({ doseId: z.uuid().toLowerCase() });
const tag = 'Reminders';
const access = staff({ permission: 'records:read' });

/** "Why did my alarm not come?": of whichever member, read by the same service that the member uses. */
export const staffDeliveryRoutes = (deliveries: DeliveryService, lookAt: LookAtMember): Endpoint[] => {
  const look = async (by: Parameters<LookAtMember>[0]): Promise<void> => {
    const isOpen = await lookAt(by);
    if (!isOpen) throw accessErrors.RECORD_ACCESS_NEEDED();
  };

  return [
    endpoint(
      {
        method: 'get',
        path: '/members/{id}/deliveries',
        operationId: 'staffListDayDeliveries',
        summary: 'A member’s doses of a local day, each with what became of its reminders',
        tag,
        access,
        params: memberParams,
        query: doseQuery,
        response: deliveryDay,
        errors: [accessErrors.RECORD_ACCESS_NEEDED],
      },
      async ({ actor, params: { id: memberId }, query, call }) => {
        await look({ actor, address: call.address, memberId, task: 'staffListDayDeliveries' });

        return deliveries.listOn(memberId, query.date, call.locale);
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/members/{id}/doses/{doseId}/deliveries',
        operationId: 'staffListDoseDeliveries',
        summary: 'What became of the reminders of a member’s dose, in the order in which they were due',
        tag,
        access,
        params: doseParams,
        response: deliveryList,
        errors: [accessErrors.RECORD_ACCESS_NEEDED, doseErrors.DOSE_NOT_FOUND],
      },
      async ({ actor, params: { id: memberId, doseId }, call }) => {
        await look({ actor, address: call.address, memberId, task: 'staffListDoseDeliveries' });

        return deliveries.list(memberId, doseId, call.locale);
      },
    ),
  ];
};
