/** One variable that breaks its rule. The value is left out on purpose: it may be a secret. */
export interface ConfigProblem {
  variable: string;
  rule: string;
}

/** Thrown once at start-up with every bad variable, so that an operator mends them in one go. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ variable, rule }) => `  ${variable}: ${rule}`);
    super(
      `The configuration is not usable (docs/CONFIGURATION.md describes every variable):\n${lines.join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
