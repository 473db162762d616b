/** Next's hook at the start of the server. It never throws and never waits long: a hook that does stops every answer. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startBoot } = await import("@/lib/server/boot");
  await startBoot();
}
