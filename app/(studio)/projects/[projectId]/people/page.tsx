import type { Metadata } from "next";
import { begin, Hydrated, prefetch, trpc } from "@/app/prefetch.tsx";
import { readProject } from "../read-project.ts";
import { ProjectPeople } from "./project-people.tsx";

type Props = { params: Promise<{ projectId: string }> };

const addressOf = (projectId: string) => `/projects/${projectId}/people`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { projectId } = await params;
  return { title: `People of ${(await readProject(projectId, addressOf(projectId))).title}` };
}

export default async function PeoplePage({ params }: Props) {
  const { projectId } = await params;
  const project = await readProject(projectId, addressOf(projectId));
  const participants = await begin((c) => c.people.participants({ projectId }), addressOf(projectId));
  await prefetch(trpc.overview.project.queryOptions({ projectId }), project);
  await prefetch(trpc.people.participants.queryOptions({ projectId }), participants);
  return (
    <Hydrated>
      <ProjectPeople projectId={projectId} />
    </Hydrated>
  );
}
