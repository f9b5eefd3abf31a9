"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { StageColumns } from "@/components/projects/song-matrix.tsx";
import { type ActOnWork, WorkDialog } from "@/components/projects/work-dialog.tsx";
import { WorkMenu } from "@/components/projects/work-menu.tsx";
import { Page, PageHeading } from "@/components/shell/page.tsx";
import { useLiveStudio, useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { SegmentedControl } from "@/components/ui/segmented-control.tsx";
import { boardCounts, type Shown, shownProjects } from "./board-filter.ts";
import { type Acts, BoardProject, boardStages } from "./board-project.tsx";
import { FinishedProjects } from "./finished-projects.tsx";

const nothing: Record<Shown, string> = {
  all: "Nothing is under way",
  mine: "Nothing waits for you",
  late: "Nothing is late",
};

/** Every song of the studio: what waits for whom. */
export function Board({ studioId }: { studioId: string }) {
  const trpc = useTRPC();
  const { data: board } = useSuspenseQuery(trpc.overview.board.queryOptions({ studioId }));
  useLiveStudio(studioId);
  const [shown, setShown] = useState<Shown>("all");
  const [acting, setActing] = useState<ActOnWork | null>(null);

  const counts = boardCounts(board.projects);
  const projects = shownProjects(board.projects, shown);
  const newProject = board.mayCreate && (
    <LinkButton
      href={`/studios/${studioId}/new-project`}
      tone="primary"
      icon={<Plus aria-hidden size={18} />}
    >
      New project
    </LinkButton>
  );

  const acts: Acts = (song, item) => (
    <WorkMenu
      songTitle={song.title}
      item={item}
      grants={board.me.grants}
      onAct={(act) => setActing({ act, song, item })}
    />
  );

  if (board.projects.length === 0 && !board.someAreFinished)
    return (
      <Page>
        <PageHeading title="Board" />
        <EmptyState
          title={board.mayCreate ? "Make the first project" : "No project has you in it yet"}
          action={newProject}
        >
          {board.mayCreate
            ? "A project is one release, with its songs, its stages and its people. Every song then has its row here, with who has it and what it waits for."
            : "As soon as the studio gives you a part in a project, its songs are here."}
        </EmptyState>
      </Page>
    );

  return (
    <Page width="wide">
      <PageHeading title="Board" actions={newProject}>
        {counts.songs} {counts.songs === 1 ? "song" : "songs"} in {board.projects.length}{" "}
        {board.projects.length === 1 ? "project" : "projects"}
      </PageHeading>
      <SegmentedControl
        label="Which songs"
        value={shown}
        onChange={setShown}
        className="mb-6"
        options={[
          { value: "all", label: "All songs" },
          { value: "mine", label: `Waits for me ${counts.mine}`, tone: counts.mine > 0 ? "amber" : "ink" },
          { value: "late", label: `Late ${counts.late}` },
        ]}
      />
      {projects.length === 0 ? (
        <EmptyState
          title={nothing[shown]}
          action={shown !== "all" && <Button onClick={() => setShown("all")}>Show all songs</Button>}
        >
          {shown === "mine" && "When something does, it is here, and the song's row is marked in amber."}
        </EmptyState>
      ) : (
        <>
          <StageColumns stages={boardStages} />
          {projects.map((project) => (
            <BoardProject key={project.id} project={project} acts={acts} />
          ))}
        </>
      )}
      {shown === "all" && board.someAreFinished && <FinishedProjects studioId={studioId} acts={acts} />}
      <WorkDialog on={acting} onClose={() => setActing(null)} />
    </Page>
  );
}
