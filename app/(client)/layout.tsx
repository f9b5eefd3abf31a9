import type { ReactNode } from "react";
import { begin } from "@/app/prefetch.tsx";
import { AppHeader } from "@/components/shell/app-header.tsx";
import { PersonMenu } from "@/components/shell/person-menu.tsx";
import { TRPCReactProvider } from "@/components/trpc.tsx";
import { ToastRegion } from "@/components/ui/toast.tsx";
import { currentActor } from "@/server/auth.ts";

/** Artists and clients: one place to begin, no studio words. */
export default async function ClientLayout({ children }: { children: ReactNode }) {
  // Whoever is signed out is sent to sign in by the page itself, which knows the way back.
  if (!(await currentActor())) return children;
  const me = await begin((c) => c.people.me(), "/home");
  return (
    <TRPCReactProvider>
      <ToastRegion>
        <AppHeader
          studioName="Your music"
          homeHref="/home"
          nav={[]}
          person={{ name: me.name, email: me.email }}
        >
          <PersonMenu />
        </AppHeader>
        {children}
      </ToastRegion>
    </TRPCReactProvider>
  );
}
