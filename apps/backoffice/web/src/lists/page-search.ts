/** Where in a keyset list an address stands. */
export interface PageSearch {
  cursor?: string;
  page?: number;
}

/** What somebody typed into the address by hand is left out where it makes no sense. */
export const parsePageSearch = ({ cursor, page }: Record<string, unknown>): PageSearch => ({
  ...(typeof cursor === 'string' && cursor !== '' ? { cursor } : {}),
  ...(typeof page === 'number' && Number.isInteger(page) && page > 1 ? { page } : {}),
});

export const oneOf = <Known extends string>(known: readonly Known[], value: unknown): Known | undefined =>
  known.find((one) => one === value);
