type Action = () => void | Promise<void>;

const armed = new Map<string, Action>();

/**
 * A named place where a test can make the program fail or wait, e.g. `await failpoint('outbox.before_finish')`.
 * Does nothing unless armed.
 */
export const failpoint = async (name: string): Promise<void> => {
  await armed.get(name)?.();
};

/**
 * Arms a failpoint for tests; the action throws to fail or waits to hold. Returns the function that disarms it.
 */
export const armFailpoint = (name: string, action: Action): (() => void) => {
  armed.set(name, action);

  return () => {
    if (armed.get(name) === action) armed.delete(name);
  };
};
