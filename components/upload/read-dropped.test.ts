import { expect, test } from "vitest";
import { readEntry } from "./read-dropped.ts";

const fileEntry = (fullPath: string) =>
  ({
    isFile: true,
    fullPath,
    file: (found: (file: File) => void) => found(new File(["x"], fullPath.split("/").at(-1) ?? "")),
  }) as FileSystemFileEntry;

/** As browsers do it: a hundred at a time, in turns, then none. */
const folderEntry = (fullPath: string, inside: FileSystemEntry[]) =>
  ({
    isFile: false,
    fullPath,
    createReader: () => {
      let at = 0;
      return {
        readEntries: (found: (entries: FileSystemEntry[]) => void) => {
          const batch = inside.slice(at, at + 100);
          at += 100;
          setTimeout(() => found(batch));
        },
      };
    },
  }) as unknown as FileSystemDirectoryEntry;

test("a folder of more than a hundred files, with folders inside, is read to its end", async () => {
  const many = Array.from({ length: 250 }, (_, i) => fileEntry(`/Song/Stems/${i}.wav`));
  const dropped = folderEntry("/Song", [
    fileEntry("/Song/rough mix.wav"),
    folderEntry("/Song/Stems", many),
    folderEntry("/Song/empty", []),
  ]);
  const chosen = await readEntry(dropped);
  expect(chosen.length).toBe(251);
  expect(chosen[0]?.path).toBe("Song/rough mix.wav");
  expect(chosen[250]?.path).toBe("Song/Stems/249.wav");
  expect(chosen[250]?.file.name).toBe("249.wav");
});
