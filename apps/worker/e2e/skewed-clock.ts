/** Sets the clock of this whole process wrong, as on a machine whose clock nobody keeps. */
export const skewClock = (skewMs: number): void => {
  const RealDate = Date;
  const now = () => RealDate.now() + skewMs;

  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  });
};
