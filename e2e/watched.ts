import { type BrowserContext, test as base, expect } from "@playwright/test";

type Watch = {
  /** What this journey provokes: it must come, and is then no complaint. */
  expects(complaint: RegExp): void;
};

/**
 * Every page of every browser that a journey opens is watched: the policy, scripts that failed, hydration that did not
 * fit, answers that are the portal's own failure. The journey fails at its end with what was complained of.
 */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ browser }, use) => {
      const heard: string[] = [];
      const expected: RegExp[] = [];
      const contexts: BrowserContext[] = [];
      const listen = (context: BrowserContext) => {
        contexts.push(context);
        listenTo(context, (complaint) => heard.push(complaint));
      };
      browser.on("context", listen);
      await use({ expects: (complaint) => expected.push(complaint) });
      browser.off("context", listen);
      await Promise.all(contexts.map((context) => context.close()));
      expect(
        heard.filter((complaint) => !expected.some((pattern) => pattern.test(complaint))),
        "a page complained",
      ).toEqual([]);
      expect(
        expected.filter((pattern) => !heard.some((complaint) => pattern.test(complaint))),
        "expected, and never came",
      ).toEqual([]);
    },
    { auto: true },
  ],
});

function listenTo(context: BrowserContext, complain: (words: string) => void) {
  void context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`Content Security Policy: ${violatedDirective} stopped ${blockedURI}`),
    );
  });
  context.on("console", (message) => {
    if (/Content Security Policy|violates|hydrat/i.test(message.text())) complain(message.text());
  });
  context.on("weberror", (error) => complain(`uncaught: ${error.error().message}`));
  context.on("response", (answer) => {
    if (answer.status() >= 500) complain(`${answer.status()} from ${answer.url()}`);
  });
}
