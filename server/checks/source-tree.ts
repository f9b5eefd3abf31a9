// Reads TypeScript as a tree, and follows a name to the expressions that it may stand for, also through other files.
import fs from "node:fs";
import path from "node:path";
import {
  type Argument,
  type ArrowFunctionExpression,
  type CallExpression,
  type Expression,
  type FunctionDeclaration,
  type FunctionExpression,
  type Pattern,
  parseSync,
  type TsType,
} from "@swc/core";

/** A function of any kind. The parser says less in its types than it gives: bodies and parameters are read as nodes. */
export type Fn = ArrowFunctionExpression | FunctionDeclaration | FunctionExpression;

/** Where in the value a name lies; what stands in for it where that is missing; what a rest leaves out: `{ file, ...rest }`. */
type Taken = { path: string[]; fallback?: Expression; without?: string[] };

export type Binding =
  | ({ kind: "value"; expression: Expression; scope: Scope } & Taken)
  | ({ kind: "parameter"; of: Fn; index: number; type?: TsType; scope: Scope } & Taken)
  | { kind: "function"; of: Fn }
  | { kind: "import"; from: string; name: string }
  | { kind: "opaque" };

type TypeBinding = { kind: "type"; type: TsType } | { kind: "import"; from: string; name: string };

export type Scope = {
  file: string;
  parent?: Scope;
  names: Map<string, Binding>;
  types: Map<string, TypeBinding>;
};

export type Call = { node: CallExpression; scope: Scope; file: string };
type Results = { expression: Expression; scope: Scope }[];

export type Sources = {
  files: string[];
  /** The top scope of each file. */
  tops: Map<string, Scope>;
  calls: Call[];
  results: Map<Fn, Results>;
  /** Calls whose argument the function itself is: `rows.map((row) => …)`. */
  callbackOf: Map<Fn, { call: Call; index: number }>;
  callsOf: Map<Fn, Call[]>;
  /** Names whose members are assigned later in a file: what stands in them cannot be read from where they are made. */
  changed: Map<string, Set<string>>;
  /** Every node, with its scope and its parent, for checks that look at more than calls. */
  each: { node: AnyNode; scope: Scope; parent: AnyNode | undefined }[];
};

export type AnyNode = { type: string; [key: string]: unknown };

const functions = new Set(["ArrowFunctionExpression", "FunctionDeclaration", "FunctionExpression"]);
const blocks = new Set([
  "BlockStatement",
  "FunctionBody",
  "ForStatement",
  "ForOfStatement",
  "ForInStatement",
  "CatchClause",
]);
/** Kept for checks: the rest would only fill memory. */
const looked =
  /^(MemberExpression|Identifier|StringLiteral|TemplateLiteral|TaggedTemplateExpression|TsSatisfiesExpression|VariableDeclarator|FunctionDeclaration|ArrowFunctionExpression)$/;

export function readSources(root: string, files: string[]): Sources {
  const sources: Sources = {
    files,
    tops: new Map(),
    calls: [],
    results: new Map(),
    callbackOf: new Map(),
    callsOf: new Map(),
    changed: new Map(),
    each: [],
  };
  for (const file of files) {
    const text = fs.readFileSync(path.join(root, file), "utf8");
    const tree = parseSync(text, { syntax: "typescript", tsx: file.endsWith("x") });
    const top: Scope = { file, names: new Map(), types: new Map() };
    sources.tops.set(file, top);
    sources.changed.set(file, new Set());
    visit(tree as unknown as AnyNode, top, undefined, undefined, sources);
  }
  for (const call of sources.calls) {
    for (const of of functionsNamed(call.node.callee as Expression, call.scope, sources)) {
      sources.callsOf.set(of, [...(sources.callsOf.get(of) ?? []), call]);
    }
  }
  return sources;
}

function visit(
  node: AnyNode,
  scope: Scope,
  inside: Fn | undefined,
  parent: AnyNode | undefined,
  sources: Sources,
) {
  let within = scope;
  let fn = inside;
  if (looked.test(node.type)) sources.each.push({ node, scope, parent });
  if (functions.has(node.type)) {
    fn = node as unknown as Fn;
    within = { file: scope.file, parent: scope, names: new Map(), types: new Map() };
    if (node.type === "FunctionDeclaration")
      scope.names.set((node as unknown as FunctionDeclaration).identifier.value, {
        kind: "function",
        of: fn,
      });
    declareParameters(fn, within);
    sources.results.set(fn, []);
    const body = node.body as AnyNode;
    if (!blocks.has(body.type))
      sources.results.get(fn)?.push({ expression: body as unknown as Expression, scope: within });
  } else if (blocks.has(node.type)) {
    within = { file: scope.file, parent: scope, names: new Map(), types: new Map() };
  }
  declare(node, within);
  if (node.type === "ReturnStatement" && fn && node.argument)
    sources.results.get(fn)?.push({ expression: node.argument as Expression, scope: within });
  if (node.type === "CallExpression") noteCall(node as unknown as CallExpression, within, sources);
  if (node.type === "AssignmentExpression") {
    const name = rootOf(node.left as AnyNode);
    if (name) sources.changed.get(scope.file)?.add(name);
  }
  const above = node.type === "OptionalChainingExpression" ? parent : node;
  for (const child of childrenOf(node)) visit(child, within, fn, above, sources);
}

function childrenOf(node: object): AnyNode[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "span" || value === null || typeof value !== "object") return [];
    const parts: unknown[] = Array.isArray(value) ? value : [value];
    return parts.flatMap((part) => {
      if (part === null || typeof part !== "object") return [];
      return "type" in part && typeof part.type === "string" ? [part as AnyNode] : childrenOf(part);
    });
  });
}

function declare(node: AnyNode, scope: Scope) {
  if (node.type === "VariableDeclaration") {
    for (const { id, init } of node.declarations as { id: Pattern; init?: Expression }[]) {
      if (init) bind(id, (taken) => ({ kind: "value", expression: init, scope, ...taken }), scope);
      else bind(id, () => ({ kind: "opaque" }), scope);
    }
  }
  if (node.type === "ForOfStatement") {
    const left = node.left as AnyNode;
    const expression = node.right as Expression;
    for (const { id } of (left.declarations ?? []) as { id: Pattern }[])
      bind(id, (taken) => ({ kind: "value", expression, scope, ...taken }), scope, { path: ["*"] });
    node.left = { ...left, declarations: [] };
  }
  if (node.type === "CatchClause" && node.param)
    bind(node.param as Pattern, () => ({ kind: "opaque" }), scope);
  if (node.type === "ImportDeclaration") {
    const from = (node.source as { value: string }).value;
    for (const s of node.specifiers as {
      type: string;
      local: { value: string };
      imported?: { value: string };
    }[]) {
      const name = s.type === "ImportSpecifier" ? (s.imported?.value ?? s.local.value) : "*";
      const target = resolveFile(from, scope.file) ?? from;
      scope.names.set(s.local.value, { kind: "import", from: target, name });
      scope.types.set(s.local.value, { kind: "import", from: target, name });
    }
  }
  if (node.type === "TsTypeAliasDeclaration")
    scope.types.set((node.id as { value: string }).value, {
      kind: "type",
      type: node.typeAnnotation as TsType,
    });
  if (node.type === "TsInterfaceDeclaration") {
    const members = (node.body as { body: unknown[] }).body;
    const type = { type: "TsTypeLiteral", members } as unknown as TsType;
    scope.types.set((node.id as { value: string }).value, { kind: "type", type });
  }
}

function declareParameters(of: Fn, scope: Scope) {
  const patterns = of.params.map((param) => ("pat" in param ? param.pat : param) as Pattern);
  patterns.forEach((pattern, index) => {
    const type = typeOf(pattern);
    bind(
      pattern,
      (taken) => ({ kind: "parameter", of, index, scope, ...taken, ...(type && { type }) }),
      scope,
    );
  });
}

export function typeOf(pattern: Pattern): TsType | undefined {
  if (pattern.type === "AssignmentPattern") return typeOf(pattern.left);
  const annotated = pattern as { typeAnnotation?: { typeAnnotation: TsType } | null };
  return annotated.typeAnnotation?.typeAnnotation;
}

type Make = (taken: Taken) => Binding;

function bind(pattern: Pattern, make: Make, scope: Scope, taken: Taken = { path: [] }) {
  const { path } = taken;
  switch (pattern.type) {
    case "Identifier":
      scope.names.set(pattern.value, make(taken));
      return;
    case "AssignmentPattern":
      bind(pattern.left, make, scope, { path, fallback: pattern.right });
      return;
    case "RestElement":
      bind(pattern.argument, make, scope, { path });
      return;
    case "ArrayPattern":
      for (const [index, element] of pattern.elements.entries())
        if (element) bind(element, make, scope, { path: [...path, String(index)] });
      return;
    case "ObjectPattern": {
      const without = pattern.properties.flatMap((p) =>
        p.type === "RestElement" ? [] : (keyName(p.key) ?? []),
      );
      for (const property of pattern.properties) {
        if (property.type === "RestElement") bind(property.argument, make, scope, { path, without });
        else if (property.type === "KeyValuePatternProperty")
          bind(property.value, make, scope, { path: [...path, keyName(property.key) ?? "*"] });
        else {
          const { key, value } = property;
          scope.names.set(key.value, make({ path: [...path, key.value], ...(value && { fallback: value }) }));
        }
      }
      return;
    }
    default:
      return;
  }
}

function noteCall(node: CallExpression, scope: Scope, sources: Sources) {
  const call = { node, scope, file: scope.file };
  sources.calls.push(call);
  const callee = unwrap(node.callee as Expression);
  const [target] = node.arguments;
  if (target && callee.type === "MemberExpression" && keyName(callee.property) === "assign") {
    const name = rootOf(target.expression as unknown as AnyNode);
    if (name) sources.changed.get(scope.file)?.add(name);
  }
  node.arguments.forEach(({ expression }: Argument, index) => {
    if (functions.has(expression.type)) sources.callbackOf.set(expression as Fn, { call, index });
  });
}

/** The file that an import means; null where it is a package's. */
function resolveFile(from: string, file: string) {
  if (from.startsWith("@/")) return from.slice(2);
  return from.startsWith(".") ? path.posix.join(path.posix.dirname(file), from) : null;
}

/** What a name is bound to, through imports: null where nothing here declares it. */
export function lookUp(name: string, scope: Scope | undefined, sources: Sources): Binding | null {
  const found = scope?.names.get(name);
  if (!found) return scope?.parent ? lookUp(name, scope.parent, sources) : null;
  if (found.kind !== "import") return found;
  const top = sources.tops.get(found.from);
  return (top && lookUp(found.name, top, sources)) ?? found;
}

export function lookUpType(
  name: string,
  scope: Scope | undefined,
  sources: Sources,
): { type: TsType; scope: Scope } | { from: string; name: string } | null {
  const found = scope?.types.get(name);
  if (!scope || !found) return scope?.parent ? lookUpType(name, scope.parent, sources) : null;
  if (found.kind === "type") return { type: found.type, scope };
  const top = sources.tops.get(found.from);
  return (top && lookUpType(found.name, top, sources)) ?? found;
}

/** The functions that a called expression may be. */
export function functionsNamed(callee: Expression, scope: Scope, sources: Sources): Fn[] {
  const plain = unwrap(callee);
  if (functions.has(plain.type)) return [plain as Fn];
  if (plain.type !== "Identifier") return [];
  const binding = lookUp(plain.value, scope, sources);
  if (binding?.kind === "function") return [binding.of];
  if (binding?.kind !== "value" || binding.path.length > 0) return [];
  return functionsNamed(binding.expression, binding.scope, sources);
}

/** Without parentheses, types, `await` and `?.`. */
export function unwrap(node: Expression): Expression {
  switch (node.type) {
    case "ParenthesisExpression":
    case "TsAsExpression":
    case "TsSatisfiesExpression":
    case "TsNonNullExpression":
    case "TsConstAssertion":
    case "TsTypeAssertion":
      return unwrap(node.expression);
    case "AwaitExpression":
      return unwrap(node.argument);
    case "OptionalChainingExpression":
      return unwrap(node.base as Expression);
    default:
      return node;
  }
}

/** The plain name of a property, where it has one. */
export function keyName(key: { type: string; value?: unknown; expression?: unknown }): string | null {
  if (key.type === "Identifier" || key.type === "StringLiteral" || key.type === "NumericLiteral")
    return String(key.value);
  if (key.type !== "Computed") return null;
  const inner = key.expression as { type: string; value?: unknown };
  return inner.type === "StringLiteral" ? String(inner.value) : null;
}

/** `where` of `where.song = …`; nothing of a plain assignment to something that is no name. */
function rootOf(left: AnyNode): string | null {
  if (left.type === "Identifier") return String(left.value);
  if (left.type === "MemberExpression") return rootOf(left.object as AnyNode);
  return null;
}
