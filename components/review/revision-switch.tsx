"use client";

import { classNames } from "@/components/ui/class-names.ts";
import { SegmentedControl } from "@/components/ui/segmented-control.tsx";
import type { Sources } from "./use-sources.ts";

/** Every print of the song at the same place. Amber is what is looked at, blue what X goes back to. */
export function RevisionSwitch({ sources, shown, otherId, show }: Sources) {
  if (sources.length < 2 || !shown) return null;
  return (
    <SegmentedControl
      label="Hear"
      value={shown.id}
      onChange={show}
      options={sources.map((source) => ({
        value: source.id,
        tone: "amber" as const,
        label: (
          <span
            className={classNames(
              "wrap-anywhere whitespace-normal",
              source.id === otherId && "border-blue border-b-2",
            )}
          >
            {source.label}
          </span>
        ),
      }))}
    />
  );
}
