/** Joins what is there; `false` and `undefined` are left out. */
export const classNames = (...names: (string | false | undefined | null)[]) =>
  names.filter(Boolean).join(" ");
