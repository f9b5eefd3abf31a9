export type Chosen = {
  file: File /** As it was dropped, folders included: "Stems/Kick.wav". */;
  path: string;
};

/** Files and whole folders of a drop. Call it within the event: afterwards the browser forgets what was dropped. */
export async function readDropped(dropped: DataTransfer): Promise<Chosen[]> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const plain = readPicked(dropped.files);
  if (entries.length === 0) return plain;
  return (await Promise.all(entries.map(readEntry))).flat();
}

/** Files of an input; one that takes folders names each file's path. */
export const readPicked = (files: Iterable<File>): Chosen[] =>
  [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));

export async function readEntry(entry: FileSystemEntry): Promise<Chosen[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//, "") }];
  }
  const inside = await allEntries((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(inside.map(readEntry))).flat();
}

/** A reader hands out a hundred at most, and nothing once it is through. */
async function allEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
