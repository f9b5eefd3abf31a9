import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { begin } from "@/app/prefetch.tsx";
import { Page, PageHeading } from "@/components/shell/page.tsx";
import { NewProjectForm } from "./new-project-form.tsx";

export const metadata: Metadata = { title: "New project" };

export default async function NewProjectPage({ params }: { params: Promise<{ studioId: string }> }) {
  const { studioId } = await params;
  const { grants } = await begin(
    (c) => c.overview.grantsInStudio({ studioId }),
    `/studios/${studioId}/new-project`,
  );
  if (!grants.includes("project.create")) notFound();
  return (
    <Page width="narrow">
      <PageHeading crumbs={[{ label: "Board", href: `/studios/${studioId}` }]} title="New project">
        A project is one release. People are invited afterwards, on the project's page.
      </PageHeading>
      <NewProjectForm studioId={studioId} />
    </Page>
  );
}
