// Which tables the sources read and write: through Prisma's calls, through relations inside them, and in raw SQL.
import type { CallExpression, Expression, TsType } from "@swc/core";
import { type Leaf, leavesOf } from "./follow-value.ts";
import { aliasOf, handedOut } from "./hidden-tables.ts";
import type { Model } from "./prisma-models.ts";
import { type AnyNode, keyName, type Scope, type Sources, unwrap } from "./source-tree.ts";
import { rawTextIn, sqlIn } from "./tables-in-sql.ts";

export type Finding =
  | { kind: "reads" | "writes"; file: string; model: Model }
  | { kind: "queue"; file: string; name: string }
  | { kind: "unreadable"; file: string; text: string };

type Mode = "read" | "write";
type Models = Map<string, Model>;
type Looking = {
  models: Models;
  sources: Sources;
  found: Finding[];
  seen: Set<string>;
  call: string;
  asked: string;
};

const methods =
  /^(find(Unique|First)(OrThrow)?|findMany|count|aggregate|groupBy|(create|update)(Many(AndReturn)?)?|upsert|delete(Many)?)$/;
const writes = /^(create|update|upsert|delete)/;
const nestedWrites = /^(create|createMany|connectOrCreate|update|updateMany|upsert|delete|deleteMany)$/;
/** Moves the foreign key only: written is the row that holds it. */
const nestedMoves = /^(connect|disconnect|set)$/;
const given = /^(data|create|update|createMany|connectOrCreate|updateMany|upsert)$/;
const asked = /^(where|select|include|omit|orderBy|having|cursor|connect|disconnect|set|delete|deleteMany)$/;
const plain = /^(take|skip|distinct|by|skipDuplicates|limit|relationLoadStrategy)$/;

export function accessesIn(sources: Sources, models: Models): { calls: number; found: Finding[] } {
  const found: Finding[] = [];
  const byDelegate = new Map(
    [...models.values()].map((m) => [m.name[0]?.toLowerCase() + m.name.slice(1), m]),
  );
  const byTable = new Map([...models.values()].map((m) => [m.table, m]));
  let calls = 0;
  for (const { node, scope, file } of sources.calls) {
    const call = prismaCall(node, byDelegate);
    if (call) {
      calls++;
      found.push({ kind: writes.test(call.method) ? "writes" : "reads", file, model: call.model });
      const asking = `${keyOf(call.model)}.${call.method}`;
      const looking = { models, sources, found, seen: new Set<string>(), call: file, asked: asking };
      const [argument] = node.arguments;
      if (argument) lookAt(call.model, argument.expression, scope, call.method, looking);
    }
    found.push(...rawTextIn(node, scope, sources), ...handedOut(node, scope, sources));
  }
  for (const { node, scope, parent } of sources.each) {
    found.push(...typedConst(node, scope, models, sources));
    found.push(...sqlIn(node, parent, scope.file, byTable));
    found.push(...aliasOf(node, parent, scope, byDelegate, sources));
  }
  return { calls, found };
}

const keyOf = (model: Model) => `${model.name[0]?.toLowerCase()}${model.name.slice(1)}`;

function prismaCall(node: CallExpression, byDelegate: Map<string, Model>) {
  const callee = unwrap(node.callee as Expression);
  if (callee.type !== "MemberExpression") return null;
  const on = unwrap(callee.object);
  const method = keyName(callee.property);
  const model = on.type === "MemberExpression" ? byDelegate.get(keyName(on.property) ?? "") : undefined;
  return model && method !== null && methods.test(method) ? { model, method } : null;
}

/** The argument of a call: what it asks, and what it writes. */
function lookAt(model: Model, node: Expression, scope: Scope, method: string, looking: Looking) {
  // Rows of createMany and updateMany have columns only; Prisma refuses anything else.
  const columnsOnly = /Many/.test(method) && writes.test(method);
  for (const leaf of leavesOf(node, scope, looking.sources)) {
    if (leaf.kind !== "object") note(leaf, model, "read", looking);
    else
      eachProperty(leaf, looking, (key, value, at, by) => {
        if (plain.test(key) || (columnsOnly && key === "data")) return;
        lookInto(model, value, at, given.test(key) ? "write" : "read", { ...looking, call: by });
      });
  }
}

/** An object that stands where a model's fields, or words about them, may stand. */
function lookInto(model: Model, node: Expression, scope: Scope, mode: Mode, looking: Looking) {
  for (const leaf of leavesOf(node, scope, looking.sources)) {
    if (leaf.kind !== "object") {
      note(leaf, model, mode, looking);
      continue;
    }
    const visit = `${model.name} ${mode} ${leaf.object.span.start} ${leaf.scope.file} ${leaf.without.join()}`;
    if (looking.seen.has(visit)) continue;
    looking.seen.add(visit);
    eachProperty(
      leaf,
      looking,
      (key, value, at, by) => {
        const within = { ...looking, call: by };
        const relation = model.relations.get(key);
        if (relation) related(relation, value, at, mode, within);
        else if (!model.scalars.has(key) && !plain.test(key)) {
          lookInto(model, value, at, given.test(key) ? "write" : asked.test(key) ? "read" : mode, within);
        }
      },
      (spread, at, by) => lookInto(model, spread, at, mode, { ...looking, call: by }),
    );
  }
}

function related(
  relation: { to: string; keyHere: boolean },
  value: Expression,
  scope: Scope,
  mode: Mode,
  looking: Looking,
) {
  const model = looking.models.get(relation.to);
  if (!model) return;
  if (mode === "read") {
    report("reads", scope, model, looking);
    lookInto(model, value, scope, mode, looking);
    return;
  }
  for (const leaf of leavesOf(value, scope, looking.sources)) {
    if (leaf.kind !== "object") {
      note(leaf, model, mode, looking);
      report("writes", scope, model, looking);
      continue;
    }
    eachProperty(
      leaf,
      looking,
      (key, inner, at, by) => {
        const isWrite = nestedWrites.test(key) || (nestedMoves.test(key) && !relation.keyHere);
        report(isWrite ? "writes" : "reads", at, model, { ...looking, call: by });
        if (key === "createMany") return;
        lookInto(model, inner, at, given.test(key) ? "write" : "read", { ...looking, call: by });
      },
      (spread, at, by) => related(relation, spread, at, mode, { ...looking, call: by }),
    );
  }
}

type ObjectLeaf = Extract<Leaf, { kind: "object" }>;
type EachProperty = (key: string, value: Expression, scope: Scope, by: string) => void;
type EachSpread = (value: Expression, scope: Scope, by: string) => void;

/** `by` is the file that asks: where a caller handed the object in, the caller's. */
function eachProperty(leaf: ObjectLeaf, looking: Looking, visitEach: EachProperty, spread?: EachSpread) {
  const { object, scope, handedIn, without } = leaf;
  const by = handedIn ? scope.file : looking.call;
  const visit: EachProperty = (key, ...rest) => {
    if (!without.includes(key)) visitEach(key, ...rest);
  };
  for (const property of object.properties) {
    if (property.type === "Identifier") visit(property.value, property, scope, by);
    else if (property.type === "KeyValueProperty") {
      const key = keyName(property.key);
      if (key === null) cannotRead(scope.file, "a key that is computed", looking);
      else visit(key, property.value, scope, by);
    } else if (property.type === "SpreadElement") {
      if (spread) spread(property.arguments, scope, by);
      else
        for (const inner of leavesOf(property.arguments, scope, looking.sources)) {
          if (inner.kind === "object") eachProperty(inner, { ...looking, call: by }, visit);
          else
            cannotRead(scope.file, inner.kind === "keys" ? "arguments that are spread" : inner.text, looking);
        }
    } else cannotRead(scope.file, "a method inside a question", looking);
  }
}

/** A constant of one noun, asked by another, is read by both. */
function report(kind: "reads" | "writes", scope: Scope, model: Model, looking: Looking) {
  for (const file of new Set([scope.file, looking.call])) looking.found.push({ kind, file, model });
}

type NoObject = Exclude<Leaf, { kind: "object" }>;

function note(leaf: NoObject, model: Model, mode: Mode, looking: Looking) {
  if (leaf.kind === "unreadable") {
    cannotRead(leaf.file, leaf.text, looking);
    return;
  }
  for (const key of leaf.keys) {
    const target = looking.models.get(model.relations.get(key)?.to ?? "");
    if (target)
      looking.found.push({ kind: mode === "write" ? "writes" : "reads", file: leaf.file, model: target });
  }
}

const cannotRead = (file: string, text: string, { found, asked }: Looking) =>
  found.push({ kind: "unreadable", file, text: `${text} in ${asked}` });

const questionType = /^(Include|Select|Where|OrderBy|Args|Find|Scalar|Count|Aggregate|Relation)/;
const changeType = /^(Create|Update|Upsert|Unchecked)/;

/** `… satisfies Prisma.SongInclude`, `: Prisma.SongWhereInput`: read as such even where no call is seen to take it. */
function typedConst(node: AnyNode, scope: Scope, models: Models, sources: Sources): Finding[] {
  const typed = expressionWithType(node);
  const type = typed?.type;
  if (!typed || type?.type !== "TsTypeReference" || type.typeName.type === "Identifier") return [];
  const { left, right } = type.typeName;
  if (left.type !== "Identifier" || left.value !== "Prisma") return [];
  const model = [...models.values()]
    .filter(({ name }) => right.value.startsWith(name))
    .toSorted((a, b) => b.name.length - a.name.length)
    .find(({ name }) =>
      [questionType, changeType].some((suffix) => suffix.test(right.value.slice(name.length))),
    );
  if (!model) return [];
  const found: Finding[] = [];
  const looking = {
    models,
    sources,
    found,
    seen: new Set<string>(),
    call: scope.file,
    asked: `Prisma.${right.value}`,
  };
  const mode = changeType.test(right.value.slice(model.name.length)) ? "write" : "read";
  if (mode === "read" || !/Many/.test(right.value)) lookInto(model, typed.expression, scope, mode, looking);
  return found;
}

function expressionWithType(node: AnyNode): { expression: Expression; type: TsType } | null {
  if (node.type === "TsSatisfiesExpression")
    return { expression: node.expression as Expression, type: node.typeAnnotation as TsType };
  if (node.type !== "VariableDeclarator") return null;
  const { typeAnnotation } = node.id as { typeAnnotation?: { typeAnnotation: TsType } };
  const init = node.init as Expression | null;
  return typeAnnotation && init ? { expression: init, type: typeAnnotation.typeAnnotation } : null;
}
