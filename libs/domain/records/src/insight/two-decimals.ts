/** As figures are shown. */
export const twoDecimals = (value: number): number => Math.round(value * 100) / 100;
