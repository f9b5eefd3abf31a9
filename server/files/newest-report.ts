/** A content may be measured again by a newer engine: pages show the newest, and what was decided keeps what it read. */
export const newestReport = { orderBy: { engineVersion: "desc" }, take: 1 } as const;
