import type { ReactNode } from 'react';

export interface IconProps {
  size?: number;
}

/** Drawn on a 24 grid with one pen, so that they sit together. Decoration: the words beside them carry the meaning. */
const icon = (drawing: ReactNode) =>
  function Icon({ size = 18 }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };

export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />
  </>,
);
export const MoonIcon = icon(<path d="M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5Z" />);
export const LeftIcon = icon(<path d="m15 5-7 7 7 7" />);
export const RightIcon = icon(<path d="m9 5 7 7-7 7" />);
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m20 20-4.2-4.2" />
  </>,
);
export const LockIcon = icon(
  <>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2.4" />
    <path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />
  </>,
);
export const AlertIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.8v5M12 16.2v.1" />
  </>,
);
export const DoorIcon = icon(
  <>
    <path d="M6 20.5v-15A1.5 1.5 0 0 1 7.5 4h9A1.5 1.5 0 0 1 18 5.5v15M4 20.5h16" />
    <path d="M14.5 12.5v.1" />
  </>,
);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8.5" r="3.3" />
    <path d="M3 19.5c.6-3.4 2.9-5.2 6-5.2s5.4 1.8 6 5.2M15.8 5.6a3.3 3.3 0 0 1 0 5.8M17.6 14.7c1.9.7 3 2.3 3.4 4.8" />
  </>,
);
export const PrintIcon = icon(
  <>
    <path d="M7 9V4h10v5M7 17H5a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 5 9h14a1.5 1.5 0 0 1 1.5 1.5v5A1.5 1.5 0 0 1 19 17h-2" />
    <path d="M7 14h10v6H7z" />
  </>,
);
/** An inhaler: canister, body, mouthpiece. */
export const InhalerIcon = icon(
  <path d="M9.5 3.5h5V8h-5zM8 8h8v7.5M8 8v9.5A2.5 2.5 0 0 0 10.5 20H19v-4.5h-3" />,
);
export const FlagIcon = icon(<path d="M6 21V4.5M6 5h11l-2.3 3.8L17 12.5H6" />);
export const LogOutIcon = icon(
  <path d="M14 4.5H6.5A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5H14M10 12h10m-3.5-3.5L20 12l-3.5 3.5" />,
);
export const ShieldIcon = icon(
  <path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6zM9 12l2.2 2.2L15.3 10" />,
);
export const PageIcon = icon(
  <path d="M7 3.5h7l4.5 4.5v11A1.5 1.5 0 0 1 17 20.5H7A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.5ZM14 3.5V8h4.5M9 12.5h6M9 16h6" />,
);
export const ReloadIcon = icon(<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5v4h-4" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
