"use client";

import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

type Segment<V extends string> = {
  value: V;
  label: ReactNode;
  /** amber marks what is looked at now; ink is everything else. */
  tone?: "ink" | "amber";
};

type Props<V extends string> = {
  /** Names the group for ears. */
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly Segment<V>[];
  className?: string;
};

const chosen = {
  ink: "has-checked:bg-fg has-checked:text-bg",
  amber: "has-checked:bg-amber has-checked:text-on-amber",
};

/** Native radios: arrows move the choice, and one Tab stop is enough. What has no room goes on in the next line. */
export function SegmentedControl<V extends string>({ label, value, onChange, options, className }: Props<V>) {
  const name = useId();
  const inPairs =
    options.length === 4 && options.some(({ label }) => typeof label === "string" && label.length > 12);
  return (
    <fieldset
      aria-label={label}
      className={classNames("inline-flex min-w-0 max-w-full flex-wrap rounded-md bg-raised p-1", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            "flex min-h-9 grow items-center justify-center whitespace-nowrap rounded-sm px-3 text-sm has-checked:font-semibold",
            "has-focus-visible:outline-2 has-focus-visible:outline-fg has-focus-visible:-outline-offset-2",
            // Four that need more than a narrow column stand two by two: three and one would look like a mishap.
            inPairs && "basis-[clamp(0px,(26rem-100%)*999,50%)]",
            chosen[option.tone ?? "ink"],
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
