/** Who measured and rendered. The version goes up whenever samples or figures change; what older ones made stays readable. */
export const engine = { name: "fresh-ears", version: 1 } as const;
