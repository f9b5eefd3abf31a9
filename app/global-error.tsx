"use client";

import { fontVariables } from "./fonts.ts";
import "./globals.css";

/** Stands in for the whole document when even the layout failed, so it leans on nothing else. */
export default function PortalFailed({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <main className="mx-auto grid min-h-dvh max-w-xl content-center justify-items-start gap-3 px-4">
          <title>The portal could not be shown · Fresh Ears</title>
          <h1 className="text-xl">The portal could not be shown</h1>
          <p role="alert">
            Something failed on the way. What was saved before is safe: files, notes and decisions stay as
            they were.
          </p>
          <button
            type="button"
            onClick={() => window.location.reload()}
            className="min-h-11 rounded-md bg-fg px-4 font-semibold text-bg"
          >
            Try again
          </button>
          {error.digest && (
            <p className="text-muted text-sm">
              If it happens again, tell the studio this number:{" "}
              <span className="font-mono">{error.digest}</span>
            </p>
          )}
        </main>
      </body>
    </html>
  );
}
