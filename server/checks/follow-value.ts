// Follows an expression to the objects that it may be: through constants, conditions, calls, parameters and schemas.
import type { Expression, ObjectExpression, TsType } from "@swc/core";
import {
  type Binding,
  type Call,
  functionsNamed,
  keyName,
  lookUp,
  lookUpType,
  type Scope,
  type Sources,
  unwrap,
} from "./source-tree.ts";

/** What a value comes to: an object as it is written, the keys that a type allows, or nothing that can be followed. */
export type Leaf =
  | { kind: "object"; object: ObjectExpression; scope: Scope; handedIn: boolean; without: string[] }
  | { kind: "keys"; keys: string[]; file: string }
  | { kind: "unreadable"; text: string; file: string };

type Walk = { sources: Sources; seen: Set<unknown>; handedIn: boolean };

/** `handedIn` says that a caller wrote the object and passed it: then it is the caller who reads. */
export const leavesOf = (node: Expression, scope: Scope, sources: Sources): Leaf[] =>
  follow(node, scope, [], { sources, seen: new Set(), handedIn: false });

/** Calls that give back what they were called on, or elements of it. */
const keepsElements = /^(filter|toSorted|sort|slice|toReversed|concat|values|flat|toSpliced)$/;
const givesElement = /^(find|at|findLast|pop|shift)$/;
const visitsElements = /^(map|flatMap|filter|forEach|find|some|every|toSorted|findLast)$/;
const readsRow = /^(find(Unique|First|Many)(OrThrow)?|create|update|upsert|delete|aggregate|groupBy|count)/;

function follow(given: Expression, scope: Scope, path: string[], walk: Walk): Leaf[] {
  const node = unwrap(given);
  switch (node.type) {
    case "ObjectExpression":
      return path.length === 0
        ? [{ kind: "object", object: node, scope, handedIn: walk.handedIn, without: [] }]
        : followProperty(node, scope, path, walk);
    case "ArrayExpression":
      return node.elements.flatMap((element, index) => {
        const [step, ...rest] = path;
        if (!element || (step !== undefined && step !== "*" && step !== String(index))) return [];
        return follow(element.expression, scope, element.spread ? path : rest, walk);
      });
    case "ConditionalExpression":
      return [node.consequent, node.alternate].flatMap((way) => follow(way, scope, path, walk));
    case "BinaryExpression":
      if (node.operator === "&&") return follow(node.right, scope, path, walk);
      if (node.operator !== "||" && node.operator !== "??") return [];
      return [node.left, node.right].flatMap((way) => follow(way, scope, path, walk));
    case "MemberExpression": {
      const step = keyName(node.property);
      if (step !== null) return follow(node.object, scope, [step, ...path], walk);
      return follow(node.object, scope, ["*", ...path], walk);
    }
    case "Identifier":
      return node.value === "undefined" ? [] : followName(node.value, scope, path, walk);
    case "CallExpression":
      return followCall({ node, scope, file: scope.file }, path, walk);
    case "NullLiteral":
    case "BooleanLiteral":
    case "NumericLiteral":
    case "StringLiteral":
    case "BigIntLiteral":
    case "TemplateLiteral":
    case "UnaryExpression":
    case "NewExpression":
      return [];
    default:
      return [unreadable(`an expression (${node.type})`, scope)];
  }
}

const unreadable = (text: string, scope: Scope): Leaf => ({ kind: "unreadable", text, file: scope.file });

function followProperty(node: ObjectExpression, scope: Scope, [step, ...rest]: string[], walk: Walk): Leaf[] {
  return node.properties.flatMap((property) => {
    switch (property.type) {
      case "SpreadElement":
        return follow(property.arguments, scope, [step ?? "", ...rest], walk);
      case "Identifier":
        return step === "*" || property.value === step ? follow(property, scope, rest, walk) : [];
      case "KeyValueProperty": {
        const key = keyName(property.key);
        return step === "*" || key === null || key === step ? follow(property.value, scope, rest, walk) : [];
      }
      default:
        return [];
    }
  });
}

function followName(name: string, scope: Scope, path: string[], walk: Walk): Leaf[] {
  const binding = lookUp(name, scope, walk.sources);
  const step = `${path.join(".")} of`;
  if (!binding) return [unreadable(name, scope)];
  const visited = JSON.stringify([scope.file, name, step]);
  const again = [...walk.seen].some(
    (seen) => Array.isArray(seen) && seen[0] === binding && seen[1] === visited,
  );
  if (again) return [];
  const onward = { ...walk, seen: new Set([...walk.seen, [binding, visited]]) };
  const home = binding.kind === "value" || binding.kind === "parameter" ? binding.scope.file : scope.file;
  if (walk.sources.changed.get(home)?.has(name))
    return [unreadable(`${name}, which is changed later`, scope)];
  switch (binding.kind) {
    case "value":
    case "parameter": {
      const { without = [], fallback } = binding;
      if (path[0] !== undefined && without.includes(path[0])) return [];
      const found =
        binding.kind === "value"
          ? follow(binding.expression, binding.scope, [...binding.path, ...path], onward)
          : followParameter(binding, name, path, onward);
      const otherwise = fallback ? follow(fallback, binding.scope, path, onward) : [];
      return [...(path.length === 0 ? found.map((leaf) => less(leaf, without)) : found), ...otherwise];
    }
    default:
      return [unreadable(name, scope)];
  }
}

function less(leaf: Leaf, without: string[]): Leaf {
  switch (leaf.kind) {
    case "object":
      return { ...leaf, without: [...leaf.without, ...without] };
    case "keys":
      return { ...leaf, keys: leaf.keys.filter((key) => !without.includes(key)) };
    default:
      return leaf;
  }
}

type Parameter = Extract<Binding, { kind: "parameter" }>;

/** A parameter is what its type allows; where the type says too much, what callers hand in. */
function followParameter(parameter: Parameter, name: string, path: string[], walk: Walk): Leaf[] {
  const { of, index, type, scope } = parameter;
  const whole = [...parameter.path, ...path];
  const keys = type ? keysOfType(type, scope, whole, walk.sources, 0) : null;
  if (keys) return keys.length > 0 ? [{ kind: "keys", keys, file: scope.file }] : [];
  const visiting = walk.sources.callbackOf.get(of);
  if (visiting) {
    const callee = unwrap(visiting.call.node.callee as Expression);
    const method = callee.type === "MemberExpression" ? keyName(callee.property) : null;
    if (callee.type === "MemberExpression" && method !== null && visitsElements.test(method) && index === 0)
      return follow(callee.object, visiting.call.scope, ["*", ...whole], walk);
    return [unreadable(name, scope)];
  }
  const calls = walk.sources.callsOf.get(of) ?? [];
  if (calls.length === 0) return [unreadable(`${name}, which nobody is seen to hand in`, scope)];
  return calls.flatMap((call) => {
    const argument = call.node.arguments[index];
    if (!argument) return [];
    if (argument.spread) return [unreadable(name, call.scope)];
    return follow(argument.expression, call.scope, whole, { ...walk, handedIn: true });
  });
}

function followCall(call: Call, path: string[], walk: Walk): Leaf[] {
  const { node, scope } = call;
  const callee = unwrap(node.callee as Expression);
  const first = node.arguments[0]?.expression;
  if (callee.type === "MemberExpression") {
    const method = keyName(callee.property) ?? "";
    const on = callee.object.type === "Identifier" ? callee.object.value : "";
    if (on === "Object" && /^(fromEntries|entries|freeze)$/.test(method) && first)
      return follow(first, scope, path, walk);
    if (on === "Promise" && method === "all" && first) return follow(first, scope, path, walk);
    if (/^(parse|safeParse|parseAsync)$/.test(method)) return followSchema(callee.object, scope, path, walk);
    if (/^(map|flatMap)$/.test(method) && first) {
      const rest = path.length > 0 ? path.slice(1) : path;
      return resultsOf(first, scope, rest, walk);
    }
    if (keepsElements.test(method)) return follow(callee.object, scope, path, walk);
    if (givesElement.test(method)) return follow(callee.object, scope, ["*", ...path], walk);
    // What was read from the database carries rows, and no question to it.
    if (readsRow.test(method) && callee.object.type === "MemberExpression") return [];
    return [unreadable(`what ${method}(…) gives`, scope)];
  }
  return resultsOf(callee, scope, path, walk);
}

function resultsOf(callee: Expression, scope: Scope, path: string[], walk: Walk): Leaf[] {
  const functions = functionsNamed(callee, scope, walk.sources);
  if (functions.length === 0)
    return [
      unreadable(callee.type === "Identifier" ? `what ${callee.value}(…) gives` : "what a call gives", scope),
    ];
  return functions.flatMap((of) => {
    if (walk.seen.has(of)) return [];
    const onward = { ...walk, seen: new Set([...walk.seen, of]) };
    return (walk.sources.results.get(of) ?? []).flatMap((result) =>
      follow(result.expression, result.scope, path, onward),
    );
  });
}

function followSchema(schema: Expression, scope: Scope, path: string[], walk: Walk): Leaf[] {
  const keys = keysOfSchema(schema, scope, path, walk.sources, 0);
  if (!keys) return [unreadable("what a schema parses", scope)];
  return keys.length > 0 ? [{ kind: "keys", keys, file: scope.file }] : [];
}

/** The keys that a zod schema lets through: every object that its expression names. */
function keysOfSchema(
  given: Expression,
  scope: Scope,
  path: string[],
  sources: Sources,
  depth: number,
): string[] | null {
  const node = unwrap(given);
  if (depth > 20) return null;
  const deeper = (inner: Expression, at: Scope, rest = path) =>
    keysOfSchema(inner, at, rest, sources, depth + 1);
  if (node.type === "Identifier") {
    const binding = lookUp(node.value, scope, sources);
    return binding?.kind === "value" && binding.path.length === 0
      ? deeper(binding.expression, binding.scope)
      : null;
  }
  if (node.type === "ObjectExpression") {
    const [step, ...rest] = path;
    if (step === undefined) {
      const spread = node.properties.flatMap((p) => (p.type === "SpreadElement" ? [p.arguments] : []));
      const own = node.properties.flatMap((p) =>
        p.type === "KeyValueProperty" ? [keyName(p.key)] : p.type === "Identifier" ? [p.value] : [],
      );
      return together([own.filter((key) => key !== null), ...spread.map((inner) => deeper(inner, scope))]);
    }
    const inner = node.properties.flatMap((p) => {
      if (p.type === "SpreadElement") return [deeper(p.arguments, scope)];
      if (p.type === "Identifier") return p.value === step ? [deeper(p, scope, rest)] : [];
      return p.type === "KeyValueProperty" && keyName(p.key) === step ? [deeper(p.value, scope, rest)] : [];
    });
    return together(inner);
  }
  if (node.type === "MemberExpression") {
    if (keyName(node.property) === "shape") return deeper(node.object, scope);
    return null;
  }
  if (node.type !== "CallExpression") return null;
  const callee = unwrap(node.callee as Expression);
  const method = callee.type === "MemberExpression" ? (keyName(callee.property) ?? "") : "";
  const parts = node.arguments.flatMap(({ expression }) =>
    expression.type === "ArrayExpression"
      ? expression.elements.flatMap((e) => e?.expression ?? [])
      : [expression],
  );
  const isZod =
    callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.value === "z";
  if (isZod && /^(string|number|boolean|enum|literal|uuid|email|date|int|bigint|null|iso)/.test(method))
    return [];
  const taken =
    /^(object|strictObject|extend|safeExtend|union|discriminatedUnion|intersection|and|or|array|optional|nullable|merge)$/;
  const named = taken.test(method)
    ? parts.filter(({ type }) => type !== "StringLiteral").map((part) => deeper(part, scope))
    : [];
  if (isZod) return taken.test(method) ? together(named) : null;
  if (callee.type === "MemberExpression") return together([deeper(callee.object, scope), ...named]);
  const functions = functionsNamed(callee, scope, sources);
  const results = functions.flatMap((of) => sources.results.get(of) ?? []);
  return results.length > 0
    ? together(results.map(({ expression, scope: at }) => deeper(expression, at)))
    : null;
}

const together = (parts: (string[] | null)[]): string[] | null =>
  parts.includes(null) ? null : [...new Set(parts.flatMap((part) => part ?? []))];

const wrapsType =
  /^(Partial|Required|Readonly|NonNullable|Awaited|Promise|Omit|Pick|Array|ReadonlyArray|Extract|Exclude)$/;
const plainTypes = /^(Date|Buffer|Uint8Array|ReadonlySet|Set|Map|RegExp)$/;

/** The keys that a type allows at a path; null where it allows any, or asks Prisma. */
function keysOfType(
  type: TsType,
  scope: Scope,
  path: string[],
  sources: Sources,
  depth: number,
): string[] | null {
  const deeper = (inner: TsType, at = scope, rest = path) => keysOfType(inner, at, rest, sources, depth + 1);
  if (depth > 20) return null;
  const [step, ...rest] = path;
  switch (type.type) {
    case "TsKeywordType":
      return /^(any|unknown|object)$/.test(type.kind) ? null : [];
    case "TsLiteralType":
      return [];
    case "TsUnionType":
    case "TsIntersectionType":
      return together(type.types.map((one) => deeper(one)));
    case "TsParenthesizedType":
    case "TsTypeOperator":
    case "TsOptionalType":
      return deeper(type.typeAnnotation);
    case "TsArrayType":
      return deeper(type.elemType, scope, rest);
    case "TsTypeLiteral": {
      const members = type.members.flatMap((member) =>
        member.type === "TsPropertySignature" ? [member] : [],
      );
      if (members.length < type.members.length) return null;
      if (step === undefined) return members.flatMap(({ key }) => keyName(key) ?? []);
      return together(
        members
          .filter(({ key }) => keyName(key) === step)
          .map(({ typeAnnotation }) =>
            typeAnnotation ? deeper(typeAnnotation.typeAnnotation, scope, rest) : null,
          ),
      );
    }
    case "TsTypeReference": {
      const [argument] = type.typeParams?.params ?? [];
      if (type.typeName.type !== "Identifier") {
        const schema =
          type.typeName.left.type === "Identifier" && type.typeName.left.value === "z" ? argument : null;
        if (schema?.type !== "TsTypeQuery" || schema.exprName.type !== "Identifier") return null;
        return keysOfSchema(schema.exprName, scope, path, sources, depth + 1);
      }
      const name = type.typeName.value;
      if (plainTypes.test(name)) return [];
      const found = lookUpType(name, scope, sources);
      if (!found && wrapsType.test(name) && argument)
        return deeper(argument, scope, /Array$/.test(name) ? rest : path);
      if (found && "type" in found) return deeper(found.type, found.scope);
      // The generated client exports rows and enums beside its namespace: columns, no questions.
      return found && /generated\/prisma/.test(found.from) && found.name !== "Prisma" ? [] : null;
    }
    default:
      return null;
  }
}
