/**
 * Runs before each file of unit tests, which share a process: what the service shares through `globalThis` there
 * (lib/server/runtime.ts) begins anew.
 */
// biome-ignore lint/style/noRestrictedGlobals: it undoes what that one file does.
const shared = globalThis as { [key: symbol]: unknown };
for (const key of Object.getOwnPropertySymbols(shared)) {
  if (key.description?.startsWith("vitrine.")) delete shared[key];
}
