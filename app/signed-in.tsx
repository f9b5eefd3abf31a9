import type { ReactNode } from "react";
import { begin } from "@/app/prefetch.tsx";
import { WriterProvider } from "@/components/review/writer.tsx";
import { AppHeader } from "@/components/shell/app-header.tsx";
import { headerFor } from "@/components/shell/header-for.ts";
import { PersonMenu } from "@/components/shell/person-menu.tsx";
import { TRPCReactProvider } from "@/components/trpc.tsx";
import { ToastRegion } from "@/components/ui/toast.tsx";
import { currentActor } from "@/server/auth.ts";

/** What stands around every page of somebody who is signed in: one header for one person, wherever they are. */
export async function SignedIn({ children }: { children: ReactNode }) {
  // Whoever is signed out is sent to sign in by the page itself, which knows the way back.
  if (!(await currentActor())) return children;
  const me = await begin((c) => c.people.me(), "/");
  return (
    <TRPCReactProvider userId={me.userId}>
      <WriterProvider userId={me.userId}>
        <ToastRegion>
          <AppHeader {...headerFor(me)} person={{ name: me.name, email: me.email }}>
            <PersonMenu />
          </AppHeader>
          {children}
        </ToastRegion>
      </WriterProvider>
    </TRPCReactProvider>
  );
}
