// Tables in raw SQL: quoted names in any text of the sources, and SQL that is put together where nobody can read it.
import type { CallExpression, Expression, TemplateLiteral } from "@swc/core";
import type { Model } from "./prisma-models.ts";
import { type AnyNode, keyName, type Scope, type Sources, unwrap } from "./source-tree.ts";
import type { Finding } from "./table-accesses.ts";

const writesBefore =
  /\b(insert\s+into|update(\s+only)?|delete\s+from(\s+only)?|truncate(\s+table)?(\s+only)?|merge\s+into|alter\s+table|drop\s+table|copy)\s+$/i;
const hole = "\u0000";

/** Quoted names of tables in any text of the sources, and the queue's own schema. */
export function sqlIn(
  node: AnyNode,
  parent: AnyNode | undefined,
  file: string,
  byTable: Map<string, Model>,
): Finding[] {
  const text = textOf(node);
  if (text === null) return [];
  const tables = [...text.matchAll(/"(\w+)"/g)].flatMap((quoted): Finding[] => {
    const model = byTable.get(quoted[1] ?? "");
    const before = text.slice(0, quoted.index).replace(/"?public"?\.$/, "");
    if (!model || /::$/.test(before)) return [];
    const truncated = /\btruncate\b[^;]*$/i.test(before);
    return [{ kind: truncated || writesBefore.test(before) ? "writes" : "reads", file, model }];
  });
  const queue = [...text.matchAll(/graphile_worker"?\."?(\w*)/g)].map(
    ([, name = ""]): Finding => ({ kind: "queue", file, name: `graphile_worker.${name}` }),
  );
  const isSql = parent?.type === "TaggedTemplateExpression";
  const dynamic = isSql && new RegExp(`\\b(from|join|into|update|truncate|table)\\s+${hole}`, "i").test(text);
  return [
    ...tables,
    ...queue,
    ...(dynamic ? [{ kind: "unreadable" as const, file, text: "a table's name that is put into SQL" }] : []),
  ];
}

function textOf(node: AnyNode): string | null {
  if (node.type === "StringLiteral") return String(node.value);
  if (node.type !== "TemplateLiteral") return null;
  return (node as unknown as TemplateLiteral).quasis.map(({ cooked, raw }) => cooked ?? raw).join(hole);
}

/** SQL that is not a literal: Prisma.raw(text), $queryRawUnsafe(text). */
export function rawTextIn(node: CallExpression, scope: Scope, sources: Sources): Finding[] {
  const callee = unwrap(node.callee as Expression);
  if (callee.type !== "MemberExpression") return [];
  const method = keyName(callee.property) ?? "";
  const on = callee.object.type === "Identifier" ? callee.object.value : "";
  const isRaw = /^\$(query|execute)RawUnsafe$/.test(method) || (on === "Prisma" && method === "raw");
  const isPg = method === "query" && importsPg(scope, sources);
  const [argument] = node.arguments;
  if (!argument || !(isRaw || isPg)) return [];
  const isLiteral = /^(StringLiteral|TemplateLiteral)$/.test(argument.expression.type);
  return isLiteral ? [] : [{ kind: "unreadable", file: scope.file, text: `the text of ${method}(…)` }];
}

const importsPg = (scope: Scope, sources: Sources) =>
  [...(sources.tops.get(scope.file)?.names.values() ?? [])].some(
    (b) => b.kind === "import" && b.from === "pg",
  );
