import type { Metadata } from "next";
import { Page } from "@/components/shell/page.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <Page width="narrow" className="grid min-h-dvh content-center justify-items-start gap-3">
      <p className="font-mono text-muted">404</p>
      <h1 className="text-xl">There is nothing here for you to see</h1>
      <p className="text-muted">
        The address may be mistyped, or it belongs to something that was not shared with you. If somebody sent
        it to you, ask them to add you; nothing of yours is lost.
      </p>
      <LinkButton href="/" tone="primary" className="mt-3">
        Go to the start
      </LinkButton>
    </Page>
  );
}
