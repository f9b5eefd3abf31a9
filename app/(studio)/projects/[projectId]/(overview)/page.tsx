import type { Metadata } from "next";
import { Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { readProject } from "../read-project.ts";
import { ProjectOverview } from "./project-overview.tsx";

type Props = { params: Promise<{ projectId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { projectId } = await params;
  return { title: (await readProject(projectId, `/projects/${projectId}`)).title };
}

export default async function ProjectPage({ params }: Props) {
  const { projectId } = await params;
  const project = await readProject(projectId, `/projects/${projectId}`);
  await prefetch(trpc.overview.project.queryOptions({ projectId }), project);
  return (
    <Hydrated>
      <ProjectOverview projectId={projectId} />
    </Hydrated>
  );
}
