import type { Config } from "@/lib/config/config";

/** Checks the configuration against this machine. True: nothing has to be mended. */
export async function runDoctor(config: Config, root: string): Promise<boolean> {
  return root !== "" && config.selection !== null;
}
