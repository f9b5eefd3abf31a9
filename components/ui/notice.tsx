import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type Props = {
  tone?: "info" | "error" | "ok";
  /** What happened. */
  what: ReactNode;
  /** What is safe: "Your note is kept on this device." */
  safe?: ReactNode;
  /** What to do next, in words; the act itself is `action`. */
  next?: ReactNode;
  action?: ReactNode;
};

const looks = {
  info: { Icon: Info, edge: "border-control", colour: "text-muted" },
  error: { Icon: TriangleAlert, edge: "border-danger", colour: "text-danger" },
  ok: { Icon: CircleCheck, edge: "border-ok", colour: "text-ok" },
};

export function Notice({ tone = "info", what, safe, next, action }: Props) {
  const { Icon, edge, colour } = looks[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={classNames("flex flex-wrap items-start gap-3 rounded-md border-l-4 bg-raised p-3", edge)}
    >
      <Icon aria-hidden size={20} className={classNames("mt-0.5 shrink-0", colour)} />
      <div className="min-w-48 grow basis-0">
        <p className="font-semibold">{what}</p>
        {safe && <p>{safe}</p>}
        {next && <p className="text-muted">{next}</p>}
      </div>
      {action}
    </div>
  );
}
