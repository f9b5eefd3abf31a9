import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonTone, buttonLook } from "./button-look.ts";

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
    <Link href={href} className={buttonLook(tone, size, className)}>
      {icon}
      {children}
    </Link>
  );
}
