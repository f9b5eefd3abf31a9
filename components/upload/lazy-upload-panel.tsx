"use client";

import dynamic from "next/dynamic";

/** The panel comes in a chunk of its own: hashing and UploadThing's client are for those who send. */
export const LazyUploadPanel = dynamic(() => import("./upload-panel.tsx").then((m) => m.UploadPanel), {
  ssr: false,
  loading: () => (
    <p className="rounded-lg border border-control border-dashed px-5 py-6 text-muted">
      Getting ready to take files…
    </p>
  ),
});
