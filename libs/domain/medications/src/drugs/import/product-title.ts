export interface ProductTitle {
  readonly nameKo: string;
  readonly ingredientKo: string | null;
}

/**
 * Public lists write name, active part and pack in one: `벤토린에보할러(살부타몰황산염)_(24g/200회)`.
 * Brackets that the name itself ends in cannot be told from an active part, unless they hold a number: `(120회)`.
 */
export const readProductTitle = (title: string): ProductTitle => {
  const [product = ''] = title.split('_');
  const [, name = product, ingredient] = /^(.+)\(([^()\d]+)\)$/.exec(product.trim()) ?? [];

  return { nameKo: name.trim(), ingredientKo: ingredient ?? null };
};
