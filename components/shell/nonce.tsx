"use client";

import { createContext, type ReactNode, useContext } from "react";

const Nonce = createContext<string | undefined>(undefined);

/** The page's nonce, for the few parts that must write a style element of their own. */
export const useNonce = () => useContext(Nonce);

export function NonceProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return <Nonce value={nonce}>{children}</Nonce>;
}
