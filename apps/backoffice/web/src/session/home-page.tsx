import { Navigate } from '@tanstack/react-router';

import { roomsFor } from '../shell/rooms.ts';
import { useSession } from './session.ts';

/** Leads into the first room that is open to whoever came in; `SessionGate` tells those who have none. */
export const HomePage = () => {
  const [first] = roomsFor(useSession().staff.permissions);

  return first ? <Navigate to={first.to} replace /> : null;
};
