import { Button } from "@/components/ui/button.tsx";
import { bytesText } from "@/components/ui/bytes-text.ts";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import type { FileKind } from "@/server/files/schema.ts";
import { files, totalWords } from "./progress-words.ts";
import { type Item, isUnderWay, type QueueView } from "./upload-item.ts";
import type { UploadQueue } from "./upload-queue.ts";
import { UploadRow } from "./upload-row.tsx";

type Props = ActsProps & { kinds: readonly FileKind[]; onRemove: (id: string) => void };

/** What was chosen, how far each file is, and the acts on all of them. */
export function ChosenFiles({ queue, view, kinds, onRemove, onGone }: Props) {
  const refused = view.items.filter((item) => rankOf(item) === 1).length;
  // What is on its way and what needs somebody stand where they are seen, however long the list is.
  const items = refused === 0 ? view.items : view.items.toSorted((a, b) => rankOf(a) - rankOf(b));
  return (
    <>
      <Acts queue={queue} view={view} onGone={onGone} />
      {refused > 0 && (
        <p className="text-danger">
          <span aria-hidden>▲ </span>
          {files(refused)} refused, and nothing of {refused === 1 ? "it" : "them"} was kept; the reason stands
          below the name.
        </p>
      )}
      <ul aria-label="Files" className="grid">
        {items.map((item) => (
          <UploadRow key={item.id} item={item} kinds={kinds} queue={queue} onRemove={onRemove} />
        ))}
      </ul>
    </>
  );
}

/** A paused file keeps its place beside those that are being sent. */
function rankOf({ state }: Item): number {
  if (["sending", "waiting_to_retry", "paused"].includes(state.at)) return 0;
  return state.at === "refused" ? 1 : 2;
}

type ActsProps = { queue: UploadQueue; view: QueueView; onGone: () => void };

/** The one act that waits, and how all of it goes. */
function Acts({ queue, view: { items, total }, onGone }: ActsProps) {
  const pressed = (act: () => void) => () => {
    act();
    onGone();
  };
  const chosen = items.filter((i) => i.state.at === "chosen");
  const hasReady = items.some((i) => i.state.at === "ready");
  const chosenBytes = chosen.reduce((sum, i) => sum + i.sizeBytes, 0);
  return (
    <>
      {total.files > 0 && (
        <ProgressBar
          label={`${files(total.files)} in total`}
          fraction={total.sentBytes / Math.max(1, total.sizeBytes)}
          text={totalWords(total)}
        />
      )}
      <div className="flex flex-wrap gap-3 empty:hidden">
        {chosen.length > 0 && (
          <Button tone="amber" size="large" onClick={pressed(() => queue.start())}>
            Send {files(chosen.length)}, {bytesText(chosenBytes)}
          </Button>
        )}
        {items.some(isUnderWay) && <Button onClick={pressed(() => queue.pause())}>Pause all</Button>}
        {items.some((i) => i.state.at === "paused") && (
          <Button onClick={pressed(() => queue.resume())}>Go on with all</Button>
        )}
        {items.some((i) => i.state.at === "waiting_to_retry") && (
          <Button onClick={pressed(() => queue.retryNow())}>Try again now</Button>
        )}
        {hasReady && !items.some(isUnderWay) && (
          <Button tone="plain" onClick={pressed(() => queue.removeReady())}>
            Take what is ready off the list
          </Button>
        )}
      </div>
    </>
  );
}
