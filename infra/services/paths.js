import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this launcher belongs to. Everything it makes lies in `.local/`, which git ignores. */
export const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export const local = (/** @type {string[]} */ ...parts) => path.join(checkout, '.local', ...parts);

export const inCheckout = (/** @type {string[]} */ ...parts) => path.join(checkout, ...parts);
