/** Why a delivery is not simply sent; delivery-explanations.ts has the words. */
export const deliveryReasons = [
  /** The dose had its answer before. */
  'answered',
  'cancelled',
  'snoozed',
  /** No device of the member takes pushes, or none may get them. */
  'no_device',
  /** No worker came by within the window. */
  'window_passed',
  /** The provider could not take it; tried again as long as the window lasts. */
  'provider_unavailable',
  'provider_refused',
  'token_gone',
  /** The worker stopped in the middle of sending, so it may have arrived. */
  'interrupted',
] as const;

export type DeliveryReason = (typeof deliveryReasons)[number];
