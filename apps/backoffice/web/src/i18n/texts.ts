/** A key that Korean has and another language has not (or the other way) does not compile. */
export type Texts<Shape> = {
  readonly [Key in keyof Shape]: Shape[Key] extends string ? string : Texts<Shape[Key]>;
};
