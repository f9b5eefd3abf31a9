// What would hide a table from the check: the client under another name, taken apart, or handed to a package.
import type { CallExpression, Expression, TsType } from "@swc/core";
import type { Model } from "./prisma-models.ts";
import {
  type AnyNode,
  type Fn,
  keyName,
  lookUp,
  type Scope,
  type Sources,
  typeOf,
  unwrap,
} from "./source-tree.ts";
import type { Finding } from "./table-accesses.ts";

/** The client, by its name or by its type: whatever else is done with it than to call it would hide a table. */
function isClient(node: Expression, scope: Scope, sources: Sources): boolean {
  const plainNode = unwrap(node);
  if (plainNode.type !== "Identifier") return false;
  if (plainNode.value === "db" || plainNode.value === "tx") return true;
  const binding = lookUp(plainNode.value, scope, sources);
  if (binding?.kind === "parameter" && binding.path.length === 0) {
    return isClientType(binding.type);
  }
  return (
    binding?.kind === "value" &&
    binding.path.length === 0 &&
    isClient(binding.expression, binding.scope, sources)
  );
}

/** `const { song } = tx`, `const songs = tx.song`, `tx[name]`: tables that later calls would not show. */
export function aliasOf(
  node: AnyNode,
  parent: AnyNode | undefined,
  scope: Scope,
  byDelegate: Map<string, Model>,
  sources: Sources,
): Finding[] {
  const hidden = (text: string): Finding[] => [{ kind: "unreadable", file: scope.file, text }];
  if (node.type === "VariableDeclarator" && (node.id as AnyNode).type === "ObjectPattern") {
    const init = node.init as Expression | null;
    return init && isClient(init, scope, sources) ? hidden("the client, taken apart") : [];
  }
  if (node.type === "ArrowFunctionExpression" || node.type === "FunctionDeclaration") {
    return takesClientApart(node as unknown as Fn, sources) ? hidden("the client, taken apart") : [];
  }
  if (node.type !== "MemberExpression" || !isClient(node.object as Expression, scope, sources)) return [];
  const name = keyName(node.property as AnyNode);
  if (name === null) return hidden("a table that is named by an expression");
  const isCalled =
    parent?.type === "MemberExpression" &&
    unwrap(parent.object as Expression) === (node as unknown as Expression) &&
    keyName(parent.property as AnyNode) !== null;
  return byDelegate.has(name) && !isCalled ? hidden(`the table ${name}, under another name`) : [];
}

function takesClientApart(of: Fn, sources: Sources): boolean {
  const callee = sources.callbackOf.get(of)?.call.node.callee as Expression | undefined;
  const opens = callee && /^(transact|\$transaction|fenced|whileOwner)$/.test(lastName(unwrap(callee)));
  return of.params.some((param, index) => {
    const pattern = "pat" in param ? param.pat : param;
    const isApart = pattern.type === "ObjectPattern";
    return isApart && (isClientType(typeOf(pattern)) || (opens === true && index === 0));
  });
}

const lastName = (node: Expression) =>
  node.type === "Identifier"
    ? node.value
    : node.type === "MemberExpression"
      ? (keyName(node.property) ?? "")
      : "";

const isClientType = (type: TsType | undefined) =>
  type?.type === "TsTypeReference" &&
  type.typeName.type === "Identifier" &&
  /^(Tx|PrismaClient)$/.test(type.typeName.value);

/** The client handed to a package reads and writes what nobody sees. */
export function handedOut(node: CallExpression, scope: Scope, sources: Sources): Finding[] {
  const callee = unwrap(node.callee as Expression);
  if (callee.type !== "Identifier") return [];
  const binding = lookUp(callee.value, scope, sources);
  if (binding?.kind !== "import" || /^(server|app|components|prisma)\//.test(binding.from)) return [];
  const gives = node.arguments.some(({ expression }) => isClient(expression, scope, sources));
  return gives
    ? [
        {
          kind: "unreadable",
          file: scope.file,
          text: `what ${callee.value} of ${binding.from} does with the client`,
        },
      ]
    : [];
}
