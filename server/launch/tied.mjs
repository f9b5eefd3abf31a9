// Imported first into every child: its channel to the launcher closes when that dies, however it dies.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // a closed terminal
if (process.channel) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 8000).unref();
  });
}
