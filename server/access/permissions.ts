import type { MemberRole, Part, Power, Stage } from "../generated/prisma/client.ts";

// The one table of who may do what. It only names types, so that a page may read it too.

/** A role: a membership of the studio, or a part in one project. */
export type Role = MemberRole | Part;

const everyone = ["project.see", "revision.hear"] as const;
const engineers = [...everyone, "history.see", "note.add", "work.start"] as const;
const set = ["set.see", "set.download"] as const;
const running = [
  ...engineers,
  ...set,
  "project.change",
  "people.invite",
  "set.upload",
  "set.offer",
  "set.receive",
  "mix.download",
  "mix.upload",
  "mix.send",
  "premaster.upload",
  "premaster.receive",
  "master.see",
  "master.upload",
  "master.send",
  "master.download",
  "work.hold",
  "work.reopen",
] as const;

/** The one table. Signing off is nobody's by rank: it belongs to whom the project names (see powers). */
const permissions = {
  owner: [...running, "studio.see", "studio.files", "project.create", "people.change"],
  manager: [...running, "studio.see", "studio.files", "project.create"],
  engineer: ["studio.see"],
  artist: [...everyone, "premaster.upload"],
  producer: [...everyone, "history.see", "premaster.upload"],
  recording_engineer: [...engineers, ...set, "set.upload", "set.offer"],
  mixing_engineer: [...engineers, ...set, "set.receive", "mix.download", "mix.upload", "mix.send"],
  mastering_engineer: [
    ...engineers,
    "mix.download",
    "request.send",
    "premaster.upload",
    "premaster.receive",
    "master.see",
    "master.upload",
    "master.send",
    "master.download",
  ],
  client: [...everyone, "premaster.upload"],
} as const satisfies Record<Role, readonly string[]>;

/** What a power adds to any part. */
const powers = {
  comment: ["note.add"],
  sign_off_sound: ["signoff.give", "round.send"],
  accept_cost: [],
  pay: [],
  receive: ["master.see", "master.download"],
} as const satisfies Record<Power, readonly string[]>;

export type Permission = (typeof permissions)[Role][number] | (typeof powers)[Power][number];

/** Without the first, the thing that the second acts on does not exist for you: 404, not 403. */
export const sight: Partial<Record<Permission, Permission>> = {
  "studio.files": "studio.files",
  "set.see": "set.see",
  "set.download": "set.see",
  "set.upload": "set.see",
  "set.offer": "set.see",
  "set.receive": "set.see",
  "master.see": "master.see",
  "master.download": "master.see",
};

export const defaultPowers: Record<Part, Power[]> = {
  artist: ["comment", "sign_off_sound"],
  producer: ["comment", "sign_off_sound"],
  recording_engineer: ["comment"],
  mixing_engineer: ["comment"],
  mastering_engineer: ["comment"],
  client: ["comment", "sign_off_sound", "receive"],
};

export const engineerOf: Record<Exclude<Stage, "delivery">, Part> = {
  recording: "recording_engineer",
  mixing: "mixing_engineer",
  mastering: "mastering_engineer",
};

export const allPermissions = [
  ...new Set<Permission>([...Object.values(permissions).flat(), ...Object.values(powers).flat()]),
];

/** What roles and powers add up to. Pure: the generated access test compares every procedure with it. */
export function grantsOf(roles: readonly Role[], held: readonly Power[]): ReadonlySet<Permission> {
  return new Set<Permission>([...roles.flatMap((r) => permissions[r]), ...held.flatMap((p) => powers[p])]);
}
