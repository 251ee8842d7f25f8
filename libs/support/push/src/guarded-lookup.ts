import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { type LookupFunction } from 'node:net';

/** A host whose name leads to an address that pushes must not go to. */
export class AddressRefused extends Error {
  constructor() {
    super('the address of the push service is not allowed');
    this.name = 'AddressRefused';
  }
}

export type ResolveName = (
  hostname: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * The look-up for an agent. What it has judged is what the socket connects to, so a name that gives another address
 * the second time (DNS rebinding) gains nothing. One bad address among good ones refuses the name.
 */
export const createGuardedLookup =
  (isAllowed: (address: string) => boolean, resolve: ResolveName = lookUp): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) {
        done(error ?? new Error('the name has no address'), []);
      } else if (!addresses.every(({ address }) => isAllowed(address))) {
        done(new AddressRefused(), []);
      } else if (options.all) {
        done(null, addresses);
      } else {
        done(null, first.address, first.family);
      }
    });
  };
