"use client";

import { useQueryClient } from "@tanstack/react-query";

/**
 * Reads again what the page shows; the live stream would, too, but may be on its way back up. Nothing waits for it:
 * a form that was sent closes at once.
 */
export function useRefresh() {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
}
