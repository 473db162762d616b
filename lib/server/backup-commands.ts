import { join } from "node:path";
import type { Config } from "@/lib/config/config";
import { backUpDatabase, restoreDatabase } from "@/lib/store/backup-commands";

/** `vitrine backup`: makes one beside the running service and says where. Answers whether there is one. */
export function backUp({ database, backup }: Config): Promise<boolean> {
  return explain(async () => {
    const { path, bytes } = await backUpDatabase({ path: database.path, backupFolder: backup.folder });
    console.log(`Backup made and verified: ${path} (${bytes} bytes)`);
  });
}

/** `vitrine restore [FILE]`: says what was done and where the database of before is. Answers whether it succeeded. */
export function restore({ database, backup }: Config, root: string, file: string | null): Promise<boolean> {
  return explain(async () => {
    const { message, quarantinePath } = await restoreDatabase({
      path: database.path,
      migrationsFolder: join(root, "drizzle", "sqlite"),
      backupFolder: backup.folder,
      file,
    });
    console.log(message);
    if (quarantinePath !== null) console.log(`The database of before is kept at ${quarantinePath}`);
  });
}

async function explain(action: () => Promise<void>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return false;
  }
}
