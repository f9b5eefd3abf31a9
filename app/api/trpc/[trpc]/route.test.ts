import { NextRequest } from "next/server.js";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { sessionCookieFor } from "@/server/auth.ts";
import { db } from "@/server/db.ts";
import { env } from "@/server/env.ts";
import { callerFor } from "@/server/root.ts";
import { makePerson, makeStudio } from "@/server/testing/factories.ts";
import { GET, POST } from "./route.ts";

test("a change that another site sends is refused, not broken", async () => {
  const response = await POST(
    new NextRequest(`${env.PUBLIC_URL}/api/trpc/people.renameMe`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://elsewhere.example" },
      body: JSON.stringify({ json: { name: "Somebody else" } }),
    }),
  );
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({
    error: {
      json: { message: expect.stringContaining("Nothing was changed"), data: { refusal: "NOT_ALLOWED" } },
    },
  });
});

test("a page does nothing as somebody who signed in on the same device since", async () => {
  const [jon, noor] = [await makePerson(), await makePerson()];
  const { name, value } = await sessionCookieFor(noor.userId);
  const rename = (openedBy: string) =>
    POST(
      new NextRequest(`${env.PUBLIC_URL}/api/trpc/people.renameMe`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          origin: env.PUBLIC_URL,
          cookie: `${name}=${value}`,
          "x-opened-by": openedBy,
        },
        body: JSON.stringify({ json: { name: "Renamed" } }),
      }),
    );
  const refused = await rename(jon.userId);
  expect([refused.status, await refused.text()]).toEqual([
    409,
    expect.stringContaining("Nothing was changed"),
  ]);
  expect(await db.user.count({ where: { name: "Renamed", id: { in: [jon.userId, noor.userId] } } })).toBe(0);
  expect((await rename(noor.userId)).status).toBe(200);
});

test("a project with delivery and no mastering is refused in the words of the form", async () => {
  const { studioId, manager } = await makeStudio();
  const { name, value } = await sessionCookieFor(manager.userId);
  const create = (stages: string[], title: string) =>
    POST(
      new NextRequest(`${env.PUBLIC_URL}/api/trpc/work.createProject`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: env.PUBLIC_URL, cookie: `${name}=${value}` },
        body: JSON.stringify({
          json: {
            ...{ studioId, title, artistName: "Sol", kind: "single", stages, songs: ["Tides"] },
            ...{ sampleRateHz: 48_000, bitDepth: 24, fileNamePattern: "{song}" },
          },
        }),
      }),
    );
  const said = async (response: Response) => [
    response.status,
    ((await response.json()) as { error?: { json: { message: string } } }).error?.json.message,
  ];
  expect(await said(await create(["mixing", "delivery"], "Tides"))).toEqual([
    400,
    expect.stringMatching(/^Delivery follows mastering: .*Nothing was changed/),
  ]);
  expect(await said(await create(["mixing"], " "))).toEqual([
    400,
    expect.stringMatching(/^Give it a title\./),
  ]);
  expect(await said(await create(["loudness"], "Tides"))).toEqual([
    400,
    expect.stringMatching(/^Something in what you sent does not fit\./),
  ]);
  expect(await db.project.count({ where: { studioId } })).toBe(0);
  expect(await said(await create(["mastering", "delivery"], "Tides"))).toEqual([200, undefined]);
});

test("a character that cannot be kept is refused in words, wherever it stands", async () => {
  const caller = callerFor({ actor: await makePerson() });
  await expect(caller.people.renameMe({ name: "No\0or" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringContaining("cannot be kept"),
  });
});

test("one request asks for as much as a page does, and for no more", async () => {
  const ask = (times: number) =>
    POST(
      new NextRequest(
        `${env.PUBLIC_URL}/api/trpc/${Array(times).fill("people.me").join(",")}?batch=1&input={}`,
      ),
    );
  expect((await ask(20)).status).toBe(401);
  expect((await ask(21)).status).toBe(400);
});

/** Statements that match fail with these words, as they do when a disk is full or a connection breaks. */
function failing(statements: RegExp, message: string) {
  const ask = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const { text = "" } = args[0] as { text?: string };
    if (!statements.test(text)) return ask.apply(this, args);
    const done = args.at(-1);
    return typeof done === "function" ? done(new Error(message)) : Promise.reject(new Error(message));
  } as never);
  onTestFinished(() => spy.mockRestore());
}

async function answered(path: string, cookie: { name: string; value: string }, body?: object) {
  const response = await (body ? POST : GET)(
    new NextRequest(`${env.PUBLIC_URL}/api/trpc/${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        "content-type": "application/json",
        origin: env.PUBLIC_URL,
        cookie: `${cookie.name}=${cookie.value}`,
      },
      ...(body && { body: JSON.stringify({ json: body }) }),
    }),
  );
  const { error } = (await response.json()) as { error?: { json: { message: string; data: object } } };
  return [response.status, error?.json.message, error?.json.data];
}

test.each([
  ["something that nobody foresaw", 500, "Something went wrong on our side", null],
  ["Query read timeout", 503, "The portal's database did", "NOT_NOW"],
])(
  "%s: of a change it is not said that nothing was changed, of reading it is",
  async (message, status, begins, refusal) => {
    const { userId } = await makePerson();
    const cookie = await sessionCookieFor(userId);
    failing(/UPDATE|"Member"/, message);
    const said = (words: RegExp) => [
      status,
      expect.stringMatching(words),
      expect.objectContaining({ refusal }),
    ];
    const change = await answered("people.renameMe", cookie, { name: "Nia" });
    expect(change).toEqual(said(new RegExp(`^${begins}.*may be saved or not\\..*reload the page`)));
    expect(change[1]).not.toContain("Nothing was changed");
    const begun = begins.replace(/ did$/, " does not");
    expect(await answered("people.me", cookie)).toEqual(
      said(new RegExp(`^${begun}.*Nothing was changed; try again`)),
    );
  },
);

test("before a change begins nothing was changed, also when the database is away", async () => {
  const cookie = await sessionCookieFor((await makePerson()).userId);
  failing(/"User"/, "Connection terminated unexpectedly");
  const [status, words] = await answered("people.renameMe", cookie, { name: "Nia" });
  expect([status, words]).toEqual([503, expect.stringContaining("Nothing was changed; try again")]);
});

const notAsExpected = expect.stringMatching(
  /^This was not sent as the portal expects it\. Nothing was changed/,
);

test("a change that is asked for as if it were a reading never began, and that is said", async () => {
  const cookie = await sessionCookieFor((await makePerson()).userId);
  const [status, words] = await answered("people.renameMe", cookie);
  expect([status, words]).toEqual([405, notAsExpected]);
});

test("a body of another kind is its sender's fault, and said to be", async () => {
  const { name, value } = await sessionCookieFor((await makePerson()).userId);
  const headers = { "content-type": "text/plain", origin: env.PUBLIC_URL, cookie: `${name}=${value}` };
  const url = `${env.PUBLIC_URL}/api/trpc/people.renameMe`;
  const response = await POST(new NextRequest(url, { method: "POST", headers, body: "name=Nia" }));
  expect([response.status, await response.json()]).toMatchObject([
    415,
    { error: { json: { message: notAsExpected } } },
  ]);
});
