import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { rules, violationsIn } from "./import-directions.ts";

const root = path.resolve(import.meta.dirname, "../..");

test("every import goes in an allowed direction", async () => {
  const { modules, violations } = await violationsIn(root);
  // A tool that does not understand the sources finds no module and no violation.
  expect(modules).toBeGreaterThan(200);
  expect(violations).toEqual([]);
});

/** One forbidden import per rule: a rule that finds nothing would pass unnoticed. */
const planted: Record<string, [from: string, to: string]> = {
  "ladder-people": ["server/people/invite.ts", "server/projects/queries.ts"],
  "ladder-projects": ["server/projects/rename-song.ts", "server/work/queries.ts"],
  "ladder-work": ["server/work/add-song.ts", "server/files/queries.ts"],
  "ladder-files": ["server/files/admit-upload.ts", "server/renders/queries.ts"],
  "ladder-renders": ["server/renders/make-copy.ts", "server/review/queries.ts"],
  "ladder-review": ["server/review/add-note.ts", "server/signoffs/queries.ts"],
  "ladder-signoffs": ["server/signoffs/give-sign-off.ts", "server/handoffs/queries.ts"],
  "ladder-handoffs": ["server/handoffs/offer-set.ts", "server/requests/send-request.ts"],
  "ladder-requests": ["server/requests/send-request.ts", "server/delivery/queries.ts"],
  "top-readers-are-known-by-nobody": ["server/overview/queries.ts", "server/notifications/deliver.ts"],
  "pages-ask-top-readers": ["app/api/route.ts", "server/notifications/deliver.ts"],
  "core-knows-no-noun": ["server/access/finding.ts", "server/people/queries.ts"],
  "events-are-declared": ["server/review/events.ts", "server/review/queries.ts"],
  "event-kinds-compose": ["server/event-kinds.ts", "server/review/words.ts"],
  "one-list-tells-events": ["components/review/notes.tsx", "server/event-sentence.ts"],
  "event-list-is-the-history": ["app/page.tsx", "components/projects/event-list.tsx"],
  "adapters-know-no-noun": ["server/storage/disk.ts", "server/files/queries.ts"],
  "audio-stands-alone": ["server/audio/pool.ts", "server/db.ts"],
  "rules-are-pure": ["server/review/rules.ts", "server/db.ts"],
  "schemas-go-to-the-browser": ["server/review/schema.ts", "server/env.ts"],
  "routers-only-adapt": ["server/review/router.ts", "server/db.ts"],
  "routers-belong-to-the-root": ["server/review/add-note.ts", "server/review/router.ts"],
  "jobs-belong-to-the-worker": ["server/files/start-upload.ts", "server/files/jobs.ts"],
  "server-knows-no-page": ["server/review/queries.ts", "components/ui/button.tsx"],
  "components-run-in-browsers": ["components/review/notes.tsx", "server/review/queries.ts"],
  "components-know-no-page": ["components/ui/button.tsx", "app/page.tsx"],
  "one-file-names-the-router": ["components/review/notes.tsx", "server/root.ts"],
  "pages-are-thin": ["app/board/page.tsx", "server/review/add-note.ts"],
  "tools-stay-outside": ["server/env.ts", "server/launch/env.mjs"],
};

test.each(rules.map(({ name }) => name ?? ""))("a planted violation of %s is found", async (name) => {
  const [from, to] = planted[name] ?? ["", ""];
  expect((await plant(from, to, `import { found } from "@/${to}";`)).join("\n")).toContain(`(${name})`);
});

const component = "components/review/notes.tsx";

test.each([
  [`import { type Found, found } from "../../server/review/queries.ts";`, 1],
  [`export { found } from "@/server/review/queries.ts";`, 1],
  [`const { found } = await import("@/server/review/queries.ts");`, 1],
  [`import type { Found } from "@/server/review/queries.ts";`, 0],
  [`export type { Found } from "@/server/review/queries.ts";`, 0],
])("in a component, %s breaks %i rules", async (statement, broken) => {
  expect(await plant(component, "server/review/queries.ts", statement)).toHaveLength(broken);
});

test.each([
  ["server/root.ts", "server/overview/router.ts"],
  ["server/worker.ts", "server/notifications/jobs.ts"],
  ["server/overview/router.ts", "server/overview/queries.ts"],
  ["server/overview/queries.ts", "server/delivery/queries.ts"],
  ["server/verify-everything.ts", "server/files/queries.ts"],
  ["app/board/page.tsx", "server/overview/queries.ts"],
])("%s may import %s", async (from, to) => {
  expect(await plant(from, to, `import { found } from "@/${to}";`)).toEqual([]);
});

async function plant(from: string, to: string, statement: string) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fresh-ears-imports-"));
  write(path.join(folder, to), "export type Found = 1;\nexport const found: Found = 1;\n");
  write(path.join(folder, from), `${statement}\nexport const kept = 1;\n`);
  const { violations } = await violationsIn(folder);
  fs.rmSync(folder, { recursive: true });
  return violations;
}

function write(file: string, text: string) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
