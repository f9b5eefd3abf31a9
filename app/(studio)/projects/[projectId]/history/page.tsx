import type { Metadata } from "next";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { readProject } from "../read-project.ts";
import { ProjectHistory } from "./project-history.tsx";

type Props = { params: Promise<{ projectId: string }> };

const addressOf = (projectId: string) => `/projects/${projectId}/history`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { projectId } = await params;
  return { title: `History of ${(await readProject(projectId, addressOf(projectId))).title}` };
}

export default async function HistoryPage({ params }: Props) {
  const { projectId } = await params;
  const project = await readProject(projectId, addressOf(projectId));
  const history = await begin((c) => c.projects.history({ projectId }), addressOf(projectId));
  await prefetch(trpc.projects.page.queryOptions({ projectId }), project);
  await prefetch(trpc.projects.history.queryOptions({ projectId }), history);
  return (
    <Hydrated>
      <ProjectHistory projectId={projectId} />
    </Hydrated>
  );
}
