"use client";

import { useState } from "react";
import { SongMatrix, StageColumns } from "@/components/projects/song-matrix.tsx";
import type { SongRow, SongStage } from "@/components/projects/song-row.ts";
import { type ActOnWork, WorkDialog } from "@/components/projects/work-dialog.tsx";
import { WorkMenu } from "@/components/projects/work-menu.tsx";
import { PageSection } from "@/components/shell/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { ProjectPage } from "@/server/overview/queries.ts";
import { type NameASong, SongTitleDialog } from "./song-title-dialog.tsx";
import { StartWork } from "./start-work.tsx";

/** The project's songs by stage: where each is, who has it, and what may be done to it. */
export function Songs({ project }: { project: ProjectPage }) {
  const [acting, setActing] = useState<ActOnWork | null>(null);
  const [naming, setNaming] = useState<NameASong | null>(null);
  const { grants } = project.me;
  const mayChange = grants.includes("project.change");
  const mayStart = ({ turn }: SongStage) =>
    turn !== null && "begins" in turn && turn.begins && !turn.hold && (mayChange || turn.mine);

  const acts = (song: SongRow, item: SongStage) => (
    <WorkMenu
      songTitle={song.title}
      item={item}
      grants={grants}
      onAct={(act) => setActing({ act, song, item })}
    />
  );

  return (
    <PageSection
      title="Songs"
      actions={
        mayChange && (
          <Button size="small" onClick={() => setNaming({ kind: "new" })}>
            Add a song
          </Button>
        )
      }
    >
      <StageColumns stages={project.stages} />
      <SongMatrix
        songs={project.songs}
        stages={project.stages}
        maySeeSets={grants.includes("set.see")}
        acts={acts}
        start={(song, item) => mayStart(item) && <StartWork songTitle={song.title} item={item} />}
        songActs={(song) =>
          mayChange && (
            <Button
              tone="plain"
              size="small"
              aria-label={`Rename ${song.title}`}
              className="-my-1.5 text-muted lg:-ml-3 lg:my-0"
              onClick={() => setNaming({ kind: "rename", songId: song.id, title: song.title })}
            >
              Rename
            </Button>
          )
        }
      />
      <WorkDialog on={acting} onClose={() => setActing(null)} />
      {naming && <SongTitleDialog projectId={project.id} on={naming} onClose={() => setNaming(null)} />}
    </PageSection>
  );
}
