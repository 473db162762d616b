/** Next's hook at the start of the server. It returns at once and never throws: a hook that does stops every answer. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startBoot } = await import("@/lib/server/boot");
  startBoot();
}
