import { beforeEach, expect, test, vi } from "vitest";
import { sessionCookieFor } from "@/server/auth.ts";
import { db } from "@/server/db.ts";
import { env } from "@/server/env.ts";
import { type MadeProject, makeProject, makeRevision } from "@/server/testing/factories.ts";
import { approve } from "./actions.ts";

/** What Next knows of the request that brought the form. */
const sent = vi.hoisted(() => ({ headers: new Headers(), cookies: [] as { name: string; value: string }[] }));
vi.mock("next/headers", () => ({
  headers: async () => sent.headers,
  cookies: async () => ({ getAll: () => sent.cookies }),
}));

let made: MadeProject;
let form: FormData;
let revisionId: string;
beforeEach(async () => {
  made = await makeProject();
  const mix = await makeRevision(made);
  revisionId = mix.revisionId;
  form = new FormData();
  form.set("songId", made.song.id);
  form.set("revisionId", revisionId);
  form.set("sha256", mix.file.sha256);
  form.set("newestSeenId", revisionId);
  const session = await sessionCookieFor(made.people.client.userId);
  sent.cookies = [session];
});

const signOffs = () => db.signOff.count({ where: { revisionId } });

test("the client's own form approves and goes back to the song", async () => {
  sent.headers = new Headers({ origin: env.PUBLIC_URL });
  await expect(approve(null, form)).rejects.toMatchObject({
    digest: expect.stringContaining(`/listen/${made.song.id}`),
  });
  expect(await signOffs()).toBe(1);
});

test("a page that somebody else opened on this device approves nothing", async () => {
  sent.headers = new Headers({ origin: env.PUBLIC_URL });
  form.set("openedBy", made.people.artist.userId);
  expect((await approve(null, form))?.words).toContain("Somebody else has signed in on this device");
  expect(await signOffs()).toBe(0);
  form.set("openedBy", made.people.client.userId);
  await expect(approve(null, form)).rejects.toMatchObject({ digest: expect.stringContaining("REDIRECT") });
  expect(await signOffs()).toBe(1);
});

test.each([{ origin: "https://elsewhere.example" }, { "sec-fetch-site": "cross-site" }, {}])(
  "a form that another site sent, %o, approves nothing and says so",
  async (headers) => {
    sent.headers = new Headers(headers as Record<string, string>);
    expect((await approve(null, form))?.words).toContain("Nothing was changed");
    expect(await signOffs()).toBe(0);
  },
);
