"use client";

import { Page } from "@/components/shell/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";

export default function PageFailed({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <Page width="narrow" className="grid content-center justify-items-start gap-3 pt-16">
      <h1 className="text-xl">This page could not be shown</h1>
      <p role="alert">
        Something failed on the way. What was saved before is safe: files, notes and decisions stay as they
        were.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button tone="primary" onClick={reset}>
          Try again
        </Button>
        <LinkButton href="/">Go to the start</LinkButton>
      </div>
      {error.digest && (
        <p className="text-muted text-sm">
          If it happens again, tell the studio this number: <span className="font-mono">{error.digest}</span>
        </p>
      )}
    </Page>
  );
}
