import type { Route } from "next";
import type { NavLink } from "./app-header.tsx";

type Me = {
  studios: readonly { studioId: string; name: string }[];
  worksOutside: boolean;
  isEngineer: boolean;
};

type Header = { name: string; homeHref: Route; nav: NavLink[] };

const yourProjects: NavLink = { href: "/home", label: "Your projects" };

/**
 * Artists and clients have one place to begin. Members have their studio's pages, or of several studios the boards;
 * beside them, and for engineers from outside alone, the projects of other studios.
 */
export function headerFor({ studios, worksOutside, isEngineer }: Me): Header {
  const [studio, ...others] = studios;
  if (!studio)
    return isEngineer
      ? { name: "Fresh Ears", homeHref: "/home", nav: [yourProjects] }
      : { name: "Your music", homeHref: "/home", nav: [] };
  const outside = worksOutside ? [yourProjects] : [];
  if (others.length > 0)
    return {
      name: "Fresh Ears",
      homeHref: "/",
      nav: [...studios.map((s): NavLink => ({ href: `/studios/${s.studioId}`, label: s.name })), ...outside],
    };
  const board: Route = `/studios/${studio.studioId}`;
  return {
    name: studio.name,
    homeHref: "/",
    nav: [{ href: board, label: "Board" }, { href: `${board}/people`, label: "People" }, ...outside],
  };
}
