import type { ReactNode } from "react";

/** What happened to the last try, where it is read first. */
export function Notice({ tone, children }: { tone: "danger" | "ok"; children: ReactNode }) {
  return (
    <p
      role={tone === "danger" ? "alert" : "status"}
      className={`rounded-md bg-raised px-4 py-3 ring-1 ring-inset ${tone === "danger" ? "ring-danger" : "ring-ok"}`}
    >
      <span aria-hidden className={tone === "danger" ? "text-danger" : "text-ok"}>
        {tone === "danger" ? "▲ " : "✓ "}
      </span>
      {children}
    </p>
  );
}
