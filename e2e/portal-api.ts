import { expect, type Page } from "@playwright/test";

type Answer = { result: { data: { json: unknown } } };

/** What a journey has to know or to prepare and does not prove, by the portal's own API. */
export async function ask<T>(page: Page, procedure: string, input?: object): Promise<T> {
  const query = input ? `?input=${encodeURIComponent(JSON.stringify({ json: input }))}` : "";
  return (await jsonOf(await page.request.get(`/api/trpc/${procedure}${query}`))) as T;
}

export async function change<T>(page: Page, procedure: string, input: object): Promise<T> {
  const { origin } = new URL(process.env.E2E_ADDRESS ?? "");
  const data = { json: input };
  return (await jsonOf(
    await page.request.post(`/api/trpc/${procedure}`, { headers: { origin }, data }),
  )) as T;
}

async function jsonOf(answer: Awaited<ReturnType<Page["request"]["get"]>>) {
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as Answer).result.data.json;
}
