"use client";

import { useQueryClient } from "@tanstack/react-query";

/** Reads again what the page shows; the live stream would, too, but may be on its way back up. */
export function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}
