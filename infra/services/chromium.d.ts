/** A Chromium that can be driven here. */
export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  /** What to start it with besides the environment: where its fonts are. */
  readonly env: Record<string, string>;
  readonly version: string;
  /** Which one it is, for a log. */
  readonly why: string;
}

export const chromiumFlags: readonly string[];

/** Fetches one where the machine has none; throws a `Problem` whose message is the one sentence to print. */
export function findChromium(): Promise<Browser>;
