import type { ReactNode } from "react";
import { type ButtonSize, type ButtonTone, buttonLook } from "./button-look.ts";

type Props = {
  href: string;
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A plain link to bytes: the router must not fetch them as if they were a page. */
export function DownloadButton({ href, tone = "quiet", size = "normal", icon, className, children }: Props) {
  return (
    <a href={href} download className={buttonLook(tone, size, className)}>
      {icon}
      {children}
    </a>
  );
}
