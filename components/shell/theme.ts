export const THEME_COOKIE = "theme";

/** What a person chose for themselves; without a choice the system decides. */
export type Theme = "light" | "dark";

export const themeFrom = (cookie: string | undefined): Theme | undefined =>
  cookie === "light" || cookie === "dark" ? cookie : undefined;
