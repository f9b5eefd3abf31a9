import { type Browser, expect, type Page } from "@playwright/test";
import { browserOf, type DemoName } from "./people.ts";
import { ask, change } from "./portal-api.ts";

export type Place = { name: string; person: DemoName | null; path: (ids: Ids) => string };
export type Ids = Record<string, string>;

export const songs =
  (title: string, below = "") =>
  (ids: Ids) =>
    `/songs/${ids[`song ${title}`]}${below}`;
export const projects =
  (title: string, below = "") =>
  (ids: Ids) =>
    `/projects/${ids[title]}${below}`;
export const studios =
  (below = "") =>
  (ids: Ids) =>
    `/studios/${ids.studio}${below}`;
export const listen = (title: string) => (ids: Ids) => `/listen/${ids[`song ${title}`]}`;
const at = (address: string) => () => address;

/** Every page, as somebody whose page it is, with the demo's song in it. */
export const places: readonly Place[] = [
  { name: "sign-in", person: null, path: at("/sign-in") },
  { name: "sign-in that failed", person: null, path: at("/sign-in?error=Verification") },
  { name: "check-mail", person: null, path: at("/sign-in/check-mail") },
  { name: "a mailed link", person: null, path: at("/sign-in/link?token=t&email=maya@demo.example") },
  { name: "a mailed link that lost its end", person: null, path: at("/sign-in/link") },
  { name: "an invitation", person: null, path: (ids) => `/invitations/${ids["open invitation"]}` },
  {
    name: "an invitation of somebody known",
    person: null,
    path: (ids) => `/invitations/${ids["known invitation"]}`,
  },
  { name: "a closed invitation", person: null, path: at("/invitations/none") },
  { name: "inbox of the demo", person: null, path: at("/dev/inbox") },
  { name: "nothing to see, signed out", person: null, path: at("/nowhere") },
  { name: "nothing to see, signed in", person: "mastering", path: studios() },
  { name: "board", person: "manager", path: studios() },
  { name: "new project", person: "manager", path: studios("/new-project") },
  { name: "people of the studio", person: "owner", path: studios("/people") },
  { name: "project", person: "manager", path: projects("Harbour Lights") },
  { name: "people of a project", person: "manager", path: projects("Harbour Lights", "/people") },
  { name: "history", person: "mixing", path: projects("Final Step", "/history") },
  { name: "account", person: "mixing", path: at("/account") },
  { name: "an offered set", person: "mixing", path: songs("Low Tide", "/set") },
  { name: "an empty set", person: "recording", path: songs("Breakwater", "/set") },
  { name: "desk of a mix", person: "mixing", path: songs("Harbour Lights") },
  { name: "desk with a blocking request", person: "mastering", path: songs("Paper Boats") },
  { name: "desk of a master", person: "mastering", path: songs("Final Step") },
  { name: "empty desk", person: "mixing", path: songs("Breakwater") },
  { name: "home of a client", person: "client", path: at("/home") },
  { name: "home of somebody without projects", person: "owner", path: at("/home") },
  { name: "listening to a mix", person: "client", path: listen("Harbour Lights") },
  {
    name: "approving a mix",
    person: "client",
    path: (ids) => `${listen("Harbour Lights")(ids)}/approve?revision=${ids["Mix 2"]}`,
  },
  {
    name: "approving an older mix",
    person: "client",
    path: (ids) => `${listen("Harbour Lights")(ids)}/approve?revision=${ids["Mix 1"]}`,
  },
  { name: "listening to nothing yet", person: "artist", path: listen("Breakwater") },
  { name: "supplying a mix", person: "client", path: listen("Night Ferry (instrumental)") },
  { name: "a finished song", person: "client", path: listen("Night Ferry") },
];

type Titled = { id: string; title: string };
type Board = { projects: (Titled & { songs: Titled[] })[] };

/** How the demo calls what the places show. */
export async function idsOf(browser: Browser): Promise<Ids> {
  const page = await browserOf(browser, "manager");
  const { studios } = await ask<{ studios: { studioId: string }[] }>(page, "people.me");
  const studio = studios[0]?.studioId ?? "";
  const found: Ids = { studio };
  const { projects } = await ask<Board>(page, "overview.board", { studioId: studio });
  for (const project of projects) {
    found[project.title] = project.id;
    for (const song of project.songs) found[`song ${song.title}`] = song.id;
  }
  const { revisions } = await ask<{ revisions: { id: string; label: string }[] }>(page, "overview.song", {
    songId: found["song Harbour Lights"],
  });
  for (const revision of revisions) found[revision.label] = revision.id;
  const projectId = found["Harbour Lights"];
  for (const [name, email] of [
    ["open invitation", "new@example.com"],
    ["known invitation", "artist@demo.example"],
  ] as const) {
    const asked = { projectId, email, part: "producer" };
    found[name] =
      (await change<{ link: string }>(page, "people.invitePerson", asked)).link.split("/").at(-1) ?? "";
  }
  await page.context().close();
  return found;
}

export const pageOf = async (browser: Browser, { person }: Place) =>
  person ? browserOf(browser, person) : (await browser.newContext()).newPage();

export async function visit(page: Page, address: string) {
  await page.goto(address);
  await page.getByRole("heading").first().waitFor();
  await expect(page.getByText(/is on its way\.|Reading what is here/)).toHaveCount(0);
}
