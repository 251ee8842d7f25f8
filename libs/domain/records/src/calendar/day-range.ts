/** Local days, both inclusive. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}
