import { type Call, type Endpoint, endpoint, pageOf, staff, type StaffActor } from '@soomcare/http';
import { z } from 'zod';

import { calendarMonth, calendarParams } from '../calendar/calendar.schemas.ts';
import type { CalendarService } from '../calendar/calendar.service.ts';
import type { DiaryAnswer, DiaryRouteNames } from '../diary/diary-entry.routes.ts';
import { listQuery } from '../diary/diary-entry.schemas.ts';
import type { DiaryService } from '../diary/diary-entry.service.ts';
import type { DiaryContent } from '../diary/diary-kind.ts';
import { personalBestList } from '../personal-best/personal-best.schemas.ts';
import type { PersonalBestService } from '../personal-best/personal-best.service.ts';
import { recordStaffErrors } from './record-staff.errors.ts';

/**
 * Asked before each read: notes it in the audit log, and tells the member's time zone. Null where this person has no
 * live access to this member's records; handed in by the app, since only identity knows.
 */
export type LookAtRecords = (look: {
  readonly actor: StaffActor;
  readonly address: string;
  readonly memberId: string;
  readonly task: string;
}) => Promise<{ readonly timeZone: string } | null>;

const memberParams = z.object({ id: z.uuid().toLowerCase() });
const monthParams = z.object({ id: z.uuid().toLowerCase(), ...calendarParams.shape });

const tag = 'Records';
const access = staff({ permission: 'records:read' });
const errors = [recordStaffErrors.RECORD_ACCESS_NEEDED];

const look = async (lookAt: LookAtRecords, task: string, actor: StaffActor, memberId: string, call: Call) => {
  const member = await lookAt({ actor, address: call.address, memberId, task });
  if (!member) throw recordStaffErrors.RECORD_ACCESS_NEEDED();

  return member;
};

/** The list of one kind of entries of any member, read by the same service that their owner uses. */
export const staffDiaryRoutes = <
  Content extends DiaryContent,
  Values extends object,
  View extends DiaryAnswer,
>(
  { path, many, nouns, view }: DiaryRouteNames<Content, View>,
  diary: Pick<DiaryService<Content, Values, View>, 'list'>,
  lookAt: LookAtRecords,
): Endpoint[] => {
  const operationId = `staffList${many}`;

  return [
    endpoint(
      {
        method: 'get',
        path: `/members/{id}${path}`,
        operationId,
        summary: `List a member’s ${nouns} of a range of local days, newest first`,
        tag,
        access,
        params: memberParams,
        query: listQuery,
        response: pageOf(view),
        errors,
      },
      async ({ actor, params, query, call }) => {
        await look(lookAt, operationId, actor, params.id, call);
        return diary.list(params.id, query);
      },
    ),
  ];
};

/** A member's month and personal bests. */
export const staffMonthRoutes = (
  { calendar, personalBests }: { calendar: CalendarService; personalBests: PersonalBestService },
  lookAt: LookAtRecords,
): Endpoint[] => [
  endpoint(
    {
      method: 'get',
      path: '/members/{id}/calendar/{month}',
      operationId: 'staffGetCalendarMonth',
      summary: 'A member’s month at a glance',
      tag,
      access,
      params: monthParams,
      response: calendarMonth,
      errors,
    },
    async ({ actor, params, call }) => {
      const { timeZone } = await look(lookAt, 'staffGetCalendarMonth', actor, params.id, call);
      return calendar.getMonth(params.id, params.month, timeZone);
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/members/{id}/personal-bests',
      operationId: 'staffListPersonalBests',
      summary: 'A member’s personal bests, newest first',
      tag,
      access,
      params: memberParams,
      response: personalBestList,
      errors,
    },
    async ({ actor, params, call }) => {
      const { timeZone } = await look(lookAt, 'staffListPersonalBests', actor, params.id, call);
      return personalBests.list(params.id, timeZone);
    },
  ),
];
