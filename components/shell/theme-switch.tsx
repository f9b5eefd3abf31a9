"use client";

import { useEffect, useState } from "react";
import { SegmentedControl } from "@/components/ui/segmented-control.tsx";
import { THEME_COOKIE, type Theme, themeFrom } from "./theme.ts";

type Choice = Theme | "system";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Light, dark, or as the system says. The cookie lets the server render the next page right at once. */
export function ThemeSwitch() {
  const [choice, setChoice] = useState<Choice>("system");
  useEffect(() => setChoice(themeFrom(document.documentElement.dataset.theme) ?? "system"), []);

  function choose(next: Choice) {
    setChoice(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    const maxAge = next === "system" ? 0 : YEAR_SECONDS;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that people still use.
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${maxAge}; samesite=lax`;
  }

  return (
    <SegmentedControl
      label="Theme"
      value={choice}
      onChange={choose}
      options={[
        { value: "system", label: "System" },
        { value: "light", label: "Light" },
        { value: "dark", label: "Dark" },
      ]}
    />
  );
}
