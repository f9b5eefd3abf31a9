import type { ReactNode } from "react";
import { SignedIn } from "@/app/signed-in.tsx";

/** Artists and clients: one place to begin, no studio words. */
export default function ClientLayout({ children }: { children: ReactNode }) {
  return <SignedIn>{children}</SignedIn>;
}
