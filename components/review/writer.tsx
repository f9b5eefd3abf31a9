"use client";

import { createContext, type ReactNode, useContext } from "react";

const Writer = createContext("");

/** Whose words are written on this page: what one person began is not the next one's on the same device. */
export function WriterProvider({ userId, children }: { userId: string; children: ReactNode }) {
  return <Writer value={userId}>{children}</Writer>;
}

export const useWriter = () => useContext(Writer);
