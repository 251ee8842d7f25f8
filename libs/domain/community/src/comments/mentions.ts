/** Somebody whom a comment may name. */
export interface Mentionable {
  readonly id: string;
  readonly nickname: string;
}

/**
 * Whom a text names with `@nickname`, of the people in the thread. Korean particles follow a name without a space, and
 * names hold spaces, so the longest name that stands after the sign is meant; who shares it is meant as well.
 */
export const mentionedIn = (text: string, people: readonly Mentionable[]): string[] => {
  const plain = text.normalize().toLowerCase();
  const longestFirst = people
    .map(({ id, nickname }) => ({ id, name: nickname.normalize().toLowerCase() }))
    .toSorted((one, other) => other.name.length - one.name.length);

  const named = plain
    .split('@')
    .slice(1)
    .flatMap((after) => {
      const meant = longestFirst.find(({ name }) => after.startsWith(name))?.name;
      return longestFirst.filter(({ name }) => name === meant).map(({ id }) => id);
    });
  return [...new Set(named)];
};
