import type { Route } from "next";
import type { ReactNode } from "react";
import { begin } from "@/app/prefetch.tsx";
import { AppHeader, type NavLink } from "@/components/shell/app-header.tsx";
import { PersonMenu } from "@/components/shell/person-menu.tsx";
import { TRPCReactProvider } from "@/components/trpc.tsx";
import { ToastRegion } from "@/components/ui/toast.tsx";
import { currentActor } from "@/server/auth.ts";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  // Whoever is signed out is sent to sign in by the page itself, which knows the way back.
  if (!(await currentActor())) return children;
  const me = await begin((c) => c.people.me(), "/");
  const [studio, ...others] = me.studios;
  const only = others.length === 0 ? studio : undefined;
  return (
    <TRPCReactProvider>
      <ToastRegion>
        <AppHeader
          studioName={only?.name ?? "Fresh Ears"}
          homeHref="/"
          nav={navOf(me.studios, me.worksOutside)}
          person={{ name: me.name, email: me.email }}
        >
          <PersonMenu />
        </AppHeader>
        {children}
      </ToastRegion>
    </TRPCReactProvider>
  );
}

/** One studio, as for nearly everybody: its pages. Several: their boards. Beside them the projects of other studios. */
function navOf(studios: { studioId: string; name: string }[], worksOutside: boolean): NavLink[] {
  const [studio, ...others] = studios;
  const outside: NavLink[] = worksOutside || !studio ? [{ href: "/home", label: "Your projects" }] : [];
  if (!studio) return outside;
  const board: Route = `/studios/${studio.studioId}`;
  if (others.length > 0)
    return [
      ...studios.map(({ studioId, name }): NavLink => ({ href: `/studios/${studioId}`, label: name })),
      ...outside,
    ];
  return [{ href: board, label: "Board" }, { href: `${board}/people`, label: "People" }, ...outside];
}
