// Imported first into a child: its channel to its parent closes when that dies, however it dies.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // a closed terminal
// Children that it forks inherit the import, and have a parent of their own.
if (process.channel && process.ppid === Number(process.env.TIED_TO)) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 8000).unref();
  });
  // Listening alone must not keep a program that is done.
  process.channel.unref();
}
