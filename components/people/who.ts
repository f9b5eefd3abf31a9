/** Whom a sentence is about: whoever reads it is "you". */
export type Who = { words: string; isYou: boolean };

type Known = { me: { userId: string }; people: Readonly<Record<string, string>> };

/** "Jo Mix", "you, Mia or Sam"; `nobody` where nobody is named yet. */
export function whoOf({ me, people }: Known, userIds: readonly string[], nobody: string): Who {
  const isYou = userIds.includes(me.userId);
  const others = [...new Set(userIds)].filter((id) => id !== me.userId).map((id) => people[id] ?? "Someone");
  const names = isYou ? ["you", ...others] : others;
  const last = names.at(-1) ?? nobody;
  return { words: names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${last}` : last, isYou };
}

/** "Jo Mix sends", "you send". */
export const does = ({ words, isYou }: Who, theirs: string, yours: string) =>
  `${words} ${isYou ? yours : theirs}`;
