import { afterEach, beforeEach, expect, test } from "vitest";
import { actorOfCookies } from "@/server/auth.ts";
import { db } from "@/server/db.ts";
import { env } from "@/server/env.ts";
import { makePerson } from "@/server/testing/factories.ts";
import { GET, POST } from "./route.ts";

beforeEach(() => {
  env.DEMO = true;
});
afterEach(async () => {
  env.DEMO = false;
  await db.user.deleteMany();
});

const press = (form: Record<string, string>, headers: Record<string, string> = { origin: env.PUBLIC_URL }) =>
  POST(
    new Request(`${env.PUBLIC_URL}/dev/sign-in`, {
      method: "POST",
      headers,
      body: new URLSearchParams(form),
    }),
  );

const makeMax = () => db.user.create({ data: { email: "mixing@demo.example", name: "Max" } });

test("one click takes a demo person's seat", async () => {
  const { id: userId } = await makeMax();
  const answer = await press({ person: "mixing@demo.example", callbackUrl: "/projects/1" });
  expect(answer.headers.get("location")).toBe(`${env.PUBLIC_URL}/projects/1`);
  const [name, value] = answer.headers.getSetCookie()[0]?.split(";")[0]?.split("=") ?? [];
  expect(await actorOfCookies({ [name ?? ""]: value ?? "" })).toEqual({ kind: "person", userId });
});

test("outside the demo there is no such address, for nobody", async () => {
  await makeMax();
  env.DEMO = false;
  const answer = await press({ person: "mixing@demo.example" });
  expect(answer.status).toBe(404);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(GET().status).toBe(404);
});

test("only the demo's own people have a seat to take", async () => {
  const { userId } = await makePerson();
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const answer = await press({ person: email });
  expect(answer.status).toBe(404);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test("another site cannot press the button, and nobody is led there", async () => {
  await makeMax();
  expect((await press({ person: "mixing@demo.example" }, { origin: "https://evil.example" })).status).toBe(
    403,
  );
  const answer = await press({ person: "mixing@demo.example", callbackUrl: "https://evil.example" });
  expect(answer.headers.get("location")).toBe(`${env.PUBLIC_URL}/`);
});
