export const staffRoles = [
  'admin',
  'care',
  'content-editor',
  'community-moderator',
  'support',
  'auditor',
] as const;
export type StaffRole = (typeof staffRoles)[number];

export const staffPermissions = [
  'members:read',
  'records:read',
  'staff:manage',
  'audit:read',
  'articles:edit',
  'community:moderate',
] as const;
export type StaffPermission = (typeof staffPermissions)[number];

/**
 * The one place that says what a role may do: as little as its work needs (개인정보의 안전성 확보조치 기준, Art. 5①).
 * Who gives out roles cannot read records, and who checks the audit log can do nothing else.
 */
const permissions: Readonly<Record<StaffRole, readonly StaffPermission[]>> = {
  admin: ['members:read', 'staff:manage'],
  care: ['members:read', 'records:read'],
  'content-editor': ['articles:edit'],
  'community-moderator': ['community:moderate'],
  support: ['members:read'],
  auditor: ['audit:read'],
};

export const permissionsOf = (role: StaffRole): readonly StaffPermission[] => permissions[role];
