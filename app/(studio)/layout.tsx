import type { ReactNode } from "react";
import { SignedIn } from "@/app/signed-in.tsx";

/** Owner, manager and engineers. */
export default function StudioLayout({ children }: { children: ReactNode }) {
  return <SignedIn>{children}</SignedIn>;
}
