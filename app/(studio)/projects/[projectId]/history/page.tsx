import type { Metadata } from "next";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { readProject } from "../read-project.ts";
import { ProjectHistory } from "./project-history.tsx";

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<{ show?: string | string[] }> };

const addressOf = (projectId: string) => `/projects/${projectId}/history`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { projectId } = await params;
  return { title: `History of ${(await readProject(projectId, addressOf(projectId))).title}` };
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const decisions = (await searchParams).show !== "everything";
  const { projectId } = await params;
  const project = await readProject(projectId, addressOf(projectId));
  const asked = { projectId, decisions };
  const history = await begin((c) => c.history.page(asked), addressOf(projectId));
  await prefetch(trpc.overview.project.queryOptions({ projectId }), project);
  await prefetch(trpc.history.page.queryOptions(asked), history);
  return (
    <Hydrated>
      <ProjectHistory key={String(decisions)} projectId={projectId} decisions={decisions} />
    </Hydrated>
  );
}
