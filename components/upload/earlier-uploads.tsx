import { Button } from "@/components/ui/button.tsx";
import { bytesText } from "@/components/ui/bytes-text.ts";
import type { Item } from "./upload-item.ts";

type Earlier = {
  id: string;
  name: string;
  sha256: string;
  sizeBytes: number;
  receivedBytes: number;
  state: string;
  reason: string | null;
};

type Props = {
  uploads: readonly Earlier[];
  /** What the list above shows already. */
  items: readonly Item[];
  onGiveUp: (uploadId: string) => void;
};

/** What another visit left: files that are half here or were set aside, and those refused within the last day. */
export function EarlierUploads({ uploads, items, onGiveUp }: Props) {
  const shown = new Set(items.map((item) => item.name));
  const earlier = uploads.filter((upload) => !shown.has(upload.name));
  const half = earlier.filter((upload) => upload.state === "receiving");
  const setAside = earlier.filter((upload) => upload.state === "checking" && upload.reason !== null);
  const refused = earlier.filter((upload) => upload.state === "refused" && !cameLater(upload, uploads));
  return (
    <>
      {half.length > 0 && (
        <div className="grid grid-cols-1 gap-1">
          <h3 className="font-semibold">Half here</h3>
          <p className="text-muted">Choose these files again, and they go on where they stopped.</p>
          <ul>
            {half.map((upload) => (
              <li key={upload.id} className="flex flex-wrap items-center gap-x-4 border-line border-t py-2">
                <span className="min-w-0 grow wrap-anywhere">{upload.name}</span>
                <span className="font-mono text-muted text-sm">
                  {bytesText(upload.receivedBytes)} of {bytesText(upload.sizeBytes)}
                </span>
                <GiveUp upload={upload} onGiveUp={onGiveUp} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {setAside.length > 0 && (
        <div className="grid grid-cols-1 gap-1">
          <h3 className="font-semibold">Set aside</h3>
          <ul>
            {setAside.map((upload) => (
              <li key={upload.id} className="flex flex-wrap items-center gap-x-4 border-line border-t py-2">
                <span className="min-w-0 grow wrap-anywhere">{upload.name}</span>
                <GiveUp upload={upload} onGiveUp={onGiveUp} />
                <Reason upload={upload} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {refused.length > 0 && (
        <div className="grid grid-cols-1 gap-1">
          <h3 className="font-semibold">Refused lately</h3>
          <ul>
            {refused.map((upload) => (
              <li key={upload.id} className="border-line border-t py-2">
                <p className="wrap-anywhere">{upload.name}</p>
                <Reason upload={upload} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function GiveUp({ upload, onGiveUp }: { upload: Earlier; onGiveUp: (uploadId: string) => void }) {
  return (
    <Button
      tone="plain"
      size="small"
      onClick={() => onGiveUp(upload.id)}
      aria-label={`Give ${upload.name} up`}
    >
      Give up
    </Button>
  );
}

function Reason({ upload }: { upload: Earlier }) {
  return (
    <p className="basis-full text-danger text-sm">
      <span aria-hidden>▲ </span>
      {upload.reason}
    </p>
  );
}

/** Once it was sent again, why it was refused before is no news. Ids grow with time. */
const cameLater = ({ id, name }: Earlier, uploads: readonly Earlier[]) =>
  uploads.some((upload) => upload.name === name && upload.id > id);
