import { refusalIn } from "@/server/db.ts";
import { type RefusalCode, type Refused, refusalStatus } from "@/server/errors.ts";

/** Somebody opened the address in the browser; players and programs ask for no page. */
export const wantsPage = (request: Request) => request.headers.get("accept")?.includes("text/html") === true;

/** A refusal as a page in words; anything else is an error of ours and stays one. */
export function refusalPage(error: unknown, request: Request): Response {
  const refused = refusalIn(error, "reading");
  if (!refused) throw error;
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy,
    "Cache-Control": "no-store",
  };
  return new Response(pageOf(refused, request), { status: refusalStatus[refused.code], headers });
}

const titles: Partial<Record<RefusalCode, string>> = {
  NOT_SIGNED_IN: "Sign in to open this",
  NOT_ALLOWED: "This is not yours to open",
  NOT_FOUND: "Nothing to open here",
};

/** A whole page of its own: these routes stand outside the application's pages, and need no script to say a sentence. */
function pageOf({ code, words }: Refused, request: Request) {
  const title = titles[code] ?? "This cannot be opened now";
  const { pathname } = new URL(request.url);
  const [href, act] =
    code === "NOT_SIGNED_IN"
      ? [`/sign-in?callbackUrl=${encodeURIComponent(pathname)}`, "Sign in"]
      : ["/", "Go to the start"];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title} · Fresh Ears</title>
<style>${look}</style>
<main>
<h1>${title}</h1>
<p>${escaped(words)}</p>
<p><a href="${escaped(href)}">${act}</a></p>
</main>
</html>
`;
}

const look =
  "body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}" +
  "main{max-width:34rem;margin:20vh auto;padding:0 1rem}h1{font-size:1.75rem;line-height:1.2}" +
  "a{display:inline-flex;align-items:center;min-height:2.75rem;color:inherit;font-weight:600;text-underline-offset:4px}";

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (words: string) => words.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
