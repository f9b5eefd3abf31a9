import type { Route } from "next";
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonTone, buttonLook } from "./button-look.ts";
import { OpeningLink } from "./opening-link.tsx";

type Props<T extends string> = {
  href: Route<T>;
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
};

export function LinkButton<T extends string>({
  href,
  tone = "quiet",
  size = "normal",
  icon,
  className,
  children,
}: Props<T>) {
  return (
    <OpeningLink href={href} className={buttonLook(tone, size, className)}>
      {icon}
      {children}
    </OpeningLink>
  );
}
