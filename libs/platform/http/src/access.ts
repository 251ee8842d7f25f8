/** Who may call a route. A route without a policy does not mount (see `mount`). */
export type Access =
  | { readonly kind: 'anyone'; readonly why: string }
  | {
      readonly kind: 'member';
      /** Consents that must be live, e.g. `health-data` for writing a record. */
      readonly consents: readonly string[];
      /** True where a stolen, long-lived session must not be enough: the log-in must be recent. */
      readonly recentLogIn: boolean;
      /** True for what is about the log-in itself: a guardian cannot do it in a child's profile (`X-Profile`). */
      readonly ownAccount: boolean;
    }
  | {
      readonly kind: 'staff';
      /** What their role must permit, e.g. `members:read`; null where any member of staff will do. */
      readonly permission: string | null;
    };

export type Anyone = Extract<Access, { kind: 'anyone' }>;
export type MemberOnly = Extract<Access, { kind: 'member' }>;
export type StaffOnly = Extract<Access, { kind: 'staff' }>;

/** Whoever calls, once a log-in has been checked. It never comes from the request's body or path. */
export interface Actor {
  readonly id: string;
  readonly sessionId: string;
  /** IANA zone of the member's profile: the default for local days. */
  readonly timeZone: string;
  readonly consents: readonly string[];
  readonly authenticatedAt: Date;
  /** Who has logged in, where a guardian acts in a child's profile: then `id`, zone and consents are the child's. */
  readonly guardianId?: string;
}

/** A member of staff who calls, once the session's cookie has been checked. */
export interface StaffActor {
  readonly id: string;
  readonly sessionId: string;
  readonly name: string;
  readonly role: string;
  /** What the role permits: looked at by `staff({ permission })`. */
  readonly permissions: readonly string[];
  /** What a changing request of this session must carry in `X-CSRF-Token`. */
  readonly csrfToken: string;
  /** When the session ends whatever is done in it. */
  readonly expiresAt: Date;
}

/** An open route; `why` is shown in the access matrix. */
export const anyone = (why: string): Anyone => ({ kind: 'anyone', why });

export const member = (
  options: { consents?: readonly string[]; recentLogIn?: boolean; ownAccount?: boolean } = {},
): MemberOnly => ({
  kind: 'member',
  consents: options.consents ?? [],
  recentLogIn: options.recentLogIn ?? false,
  ownAccount: options.ownAccount ?? false,
});

/** Staff of the back-office; `permission: null` for what anybody there may do, such as logging out. */
export const staff = ({ permission }: { permission: string | null }): StaffOnly => ({
  kind: 'staff',
  permission,
});

/** How old a log-in may be for a dangerous act (OWASP MASVS-AUTH-3 asks for step-up; the length is our choice). */
export const RECENT_LOG_IN_SECONDS = 15 * 60;
