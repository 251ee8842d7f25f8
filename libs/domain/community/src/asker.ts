import type { Locale } from '@soomcare/http';

/** Who asks, and in which language. */
export interface Asker {
  readonly memberId: string;
  readonly locale: Locale;
}

export const askerOf = ({
  actor,
  call,
}: {
  readonly actor: { readonly id: string };
  readonly call: { readonly locale: Locale };
}): Asker => ({ memberId: actor.id, locale: call.locale });
