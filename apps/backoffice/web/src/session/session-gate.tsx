import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';

import { useApi } from '../api/api.ts';
import { LogInPage } from '../log-in/log-in-page.tsx';
import { DeskShell } from '../shell/desk-shell.tsx';
import { type Permission, roomOf, roomsFor } from '../shell/rooms.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { NoRoomPage } from './no-room-page.tsx';
import { RefusedPage } from './refused-page.tsx';
import { sessionQuery } from './session.ts';

/** The address stays as it is while somebody logs in, so they come out where they wanted to go. */
export const SessionGate = () => {
  const session = useQuery(sessionQuery(useApi()));

  if (session.error) {
    return (
      <Center component="main" mih="100vh" p="xl">
        <ProblemNotice error={session.error} onRetry={() => void session.refetch()} />
      </Center>
    );
  }
  if (session.data === undefined) {
    return (
      <Center component="main" mih="100vh">
        <Loader type="dots" />
      </Center>
    );
  }
  if (!session.data) return <LogInPage />;

  return (
    <DeskShell session={session.data}>
      <RoomDoor permissions={session.data.staff.permissions} />
    </DeskShell>
  );
};

/** The server refuses as well: this only says so in words. */
const RoomDoor = ({ permissions }: { permissions: Permission[] }) => {
  const room = roomOf(useLocation().pathname);
  const [first] = roomsFor(permissions);
  if (!first) return <NoRoomPage />;

  return room && !permissions.includes(room.permission) ? <RefusedPage to={first} /> : <Outlet />;
};
