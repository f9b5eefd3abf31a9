import { redirect } from "next/navigation";
import { begin } from "./prefetch.tsx";

/** Nobody stays here: members begin at their studio's board, everybody else at what waits for them. */
export default async function Start() {
  const me = await begin((c) => c.people.me(), "/");
  const studio = me.studios[0];
  redirect(studio ? `/studios/${studio.studioId}` : "/home");
}
