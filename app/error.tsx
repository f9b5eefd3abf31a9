"use client";

import { Button } from "@/components/ui/button.tsx";
import { buttonLook } from "@/components/ui/button-look.ts";

/** Every page carries this along, so it leans on little. Next's own reset asks the server nothing: only a reload tries again. */
export default function PageFailed({ error }: { error: Error & { digest?: string } }) {
  return (
    <main
      id="content"
      className="mx-auto grid w-full max-w-xl content-center justify-items-start gap-3 px-4 pt-16 pb-16 sm:px-6"
    >
      <h1 className="text-xl">This page could not be shown</h1>
      <p role="alert">
        Something failed on the way. What was saved before is safe: files, notes and decisions stay as they
        were.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button tone="primary" onClick={() => window.location.reload()}>
          Try again
        </Button>
        <a href="/" className={buttonLook("quiet", "normal")}>
          Go to the start
        </a>
      </div>
      {error.digest && (
        <p className="text-muted text-sm">
          If it happens again, tell the studio this number: <span className="font-mono">{error.digest}</span>
        </p>
      )}
    </main>
  );
}
