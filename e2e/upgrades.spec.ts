import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";
import { dataSets, everybodysPassword } from "../prisma/upgrades/data-set.ts";
import { migrationsOnDisk } from "../server/launch/migrate.mjs";
import { environmentFor, newDataFolder, startPortal } from "../server/testing/portal.ts";
import { inDatabase } from "./database.ts";
import { bringBack, whatChanged } from "./earlier-version.ts";
import { visit } from "./places.ts";
import { expectNothingLost } from "./verify.ts";
import { test } from "./watched.ts";

test.describe.configure({ timeout: 240_000 });
test.use({ trace: "off" });

const newest = migrationsOnDisk().at(-1)?.name;

for (const set of dataSets()) {
  test(`the ${set.name} of ${set.version} is brought up whole, as it was, and every page opens`, async ({
    browser,
  }) => {
    const dataDir = newDataFolder();
    await test.step("it lies there as that version left it", () => bringBack(set, dataDir));
    const portal = await test.step("it starts", () =>
      startPortal(dataDir, { DEMO: set.name === "demo" ? "1" : "0" }));
    const kept = path.join(dataDir, "kept-tables");
    expect(fs.existsSync(kept), portal.said()).toBe(set.version !== newest);
    expect(await test.step("nothing is guessed", () => whatChanged(set, dataDir))).toEqual([]);
    await test.step("every page opens", () => openEveryPage(browser, portal.address, dataDir));
    await portal.stop();
    await test.step("it is whole", () => expectNothingLost(dataDir));
    if (set.name === "studio" && fs.existsSync(kept))
      await test.step("the kept tables come back", () => goBack(dataDir, kept));
    fs.rmSync(dataDir, { recursive: true });
  });
}

/** As the README says. */
function goBack(dataDir: string, kept: string) {
  fs.renameSync(path.join(dataDir, "pg"), path.join(dataDir, "pg-after"));
  const [copy = ""] = fs.readdirSync(kept);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["server/launch/restore.mjs", path.join(kept, copy)],
    { env: environmentFor(dataDir), encoding: "utf8" },
  );
  expect([status, stdout + stderr]).toEqual([0, expect.stringContaining("Restored as of")]);
}

type Ids = { studios: string[]; projects: string[]; songs: string[]; prints: string[] };
/** What differs from song to song is opened; of the rest it is enough that the portal answers. */
type Concerned = { email: string; opened: (ids: Ids) => string[]; answered?: (ids: Ids) => string[] };

/** The studio's pages as its owner, those for listening as a client, the desks as who masters from outside. */
async function openEveryPage(browser: Browser, address: string, dataDir: string) {
  const { people, ids } = await lookUp(dataDir);
  await Promise.all(
    people.map(async ({ email, opened, answered = () => [] }) => {
      const page = await (await browser.newContext({ baseURL: address })).newPage();
      await signIn(page, address, email);
      for (const place of opened(ids)) {
        const answer = page.waitForResponse((response) => response.request().isNavigationRequest());
        await visit(page, place);
        expect([place, (await answer).status()]).toEqual([place, 200]);
      }
      for (const place of answered(ids)) {
        const answer = await page.request.get(place, { maxRedirects: 0 });
        expect([place, answer.status(), await answer.text()]).toEqual([
          place,
          200,
          expect.stringMatching(/<h1/),
        ]);
      }
    }),
  );
}

async function lookUp(dataDir: string) {
  const [found] = await inDatabase<Ids & Record<"owner" | "client" | "mastering", string>>(
    dataDir,
    `select array(select id::text from "Studio") as studios, array(select id::text from "Project") as projects,
       array(select id::text from "Song") as songs,
       array(select distinct on (r."songId", r.stage) r."songId" || '/approve?revision=' || r.id
         from "Revision" r join "WorkItem" w on w.id = r."workItemId" and w.state = 'in_review'
         order by r."songId", r.stage, r.number desc) as prints,
       (select email from "Member" m join "User" u on u.id = m."userId" where role = 'owner') as owner,
       (select email from "Participant" p join "User" u on u.id = p."userId" where part = 'client' limit 1) as client,
       (select email from "Participant" p join "User" u on u.id = p."userId" where part = 'mastering_engineer' limit 1) as mastering`,
    [],
  );
  if (!found) throw new Error("There is nobody.");
  const each = (list: string[], ...addresses: string[]) =>
    list.flatMap((id) => addresses.map((address) => address.replace("ID", id)));
  const people: Concerned[] = [
    {
      email: found.owner,
      opened: ({ studios, projects }) => [...each(studios, "/studios/ID"), ...each(projects, "/projects/ID")],
      answered: ({ studios, projects, songs }) => [
        ...each(studios, "/studios/ID/people", "/studios/ID/new-project"),
        ...each(projects, "/projects/ID/people", "/projects/ID/history"),
        ...each(songs, "/songs/ID/set"),
        "/account",
      ],
    },
    { email: found.mastering, opened: ({ songs }) => each(songs, "/songs/ID") },
    {
      email: found.client,
      opened: ({ songs, prints }) => ["/home", ...each(songs, "/listen/ID"), ...each(prints, "/listen/ID")],
    },
  ];
  return { people, ids: found };
}

async function signIn(page: Page, address: string, email: string) {
  if (email.endsWith("@demo.example")) {
    const headers = { origin: address };
    await page.request.post("/dev/sign-in", { headers, form: { person: email }, maxRedirects: 0 });
    return;
  }
  await visit(page, "/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(everybodysPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}
