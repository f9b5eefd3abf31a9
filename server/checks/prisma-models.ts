// What the check of tables knows of prisma/schema: each model, who owns it, its relations.
import fs from "node:fs";
import path from "node:path";
import { ownerOf } from "./ladder.ts";

/** `keyHere`: the foreign key lies in the model that has the field, so that connecting writes that one's row. */
type Relation = { to: string; keyHere: boolean };

export type Model = {
  name: string;
  table: string;
  owner: string;
  relations: Map<string, Relation>;
  scalars: Set<string>;
};

/** Every model by its name. */
export function modelsIn(root: string): Map<string, Model> {
  const folder = path.join(root, "prisma/schema");
  const blocks = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .flatMap((name) => {
      const text = fs.readFileSync(path.join(folder, name), "utf8");
      return [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, model = "", body = ""]) => ({
        name: model,
        owner: ownerOf(name),
        body,
      }));
    });
  const names = new Set(blocks.map(({ name }) => name));
  return new Map(blocks.map(({ name, owner, body }) => [name, modelOf(name, owner, body, names)]));
}

function modelOf(name: string, owner: string, body: string, names: Set<string>): Model {
  const relations = new Map<string, Relation>();
  const scalars = new Set<string>();
  for (const [, field = "", type = "", rest = ""] of body.matchAll(/^ +(\w+) +(\w+)(.*)$/gm)) {
    if (names.has(type)) relations.set(field, { to: type, keyHere: /fields:/.test(rest) });
    else scalars.add(field);
  }
  for (const [, fields = "", rest = ""] of body.matchAll(/@@(?:unique|id)\(\[([^\]]*)\](.*)\)/g)) {
    scalars.add(/name: *"(\w+)"/.exec(rest)?.[1] ?? fields.split(/, */).join("_"));
  }
  return { name, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, owner, relations, scalars };
}
