import { expect, test } from "vitest";
import { env } from "@/server/env.ts";
import { callerFor } from "@/server/root.ts";
import { makePerson } from "@/server/testing/factories.ts";
import { POST } from "./route.ts";

test("a change that another site sends is refused, not broken", async () => {
  const response = await POST(
    new Request(`${env.PUBLIC_URL}/api/trpc/people.renameMe`, {
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

test("a character that cannot be kept is refused in words, wherever it stands", async () => {
  const caller = callerFor({ actor: await makePerson() });
  await expect(caller.people.renameMe({ name: "No\0or" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringContaining("cannot be kept"),
  });
});
