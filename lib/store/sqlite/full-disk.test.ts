import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { joinSamples, makeBatch, makeSample } from "@/lib/store/contract/samples.testing";
import { fill, openOne, readAll } from "./healing.testing";
import { makeFolder } from "./temporary-database.testing";

/** A file system of its own, so that it can be full. */
function mountDisk(bytes: number): string {
  const disk = join(makeFolder(), "disk");
  mkdirSync(disk);
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", disk]);
  onTestFinished(() => {
    execFileSync("umount", ["-l", disk]);
  });
  return disk;
}

function canMount(): boolean {
  const disk = mkdtempSync(join(tmpdir(), "vitrine-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=65536", "tmpfs", disk], { stdio: "ignore" });
    execFileSync("umount", [disk]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(disk, { recursive: true });
  }
}

function fillDisk(disk: string): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, "other"), Buffer.alloc(Math.max(0, bavail * bsize)));
}

const MIB = 1024 * 1024;
const large = (id: number, bytes: number) =>
  makeBatch({ at: id, ...joinSamples(makeSample(id, `${id}`, { output: "x".repeat(bytes) })) });

describe.skipIf(!canMount())("a full disk (needs the right to mount one)", () => {
  test("is an error that changes nothing, can be read meanwhile, and is over when there is space", async () => {
    const disk = mountDisk(2 * MIB);
    const path = join(disk, "status.db");
    const opened = await openOne(path, { backupFolder: join(makeFolder(), "backups") });
    const { store } = opened;
    await fill(store, 3);
    const before = await readAll(store);
    fillDisk(disk);
    await expect(store.commit(large(10, 400_000))).rejects.toMatchObject({ name: "StoreError", code: "db_full" });
    await expect(store.commit(large(10, 400_000))).rejects.toMatchObject({ code: "db_full" });
    expect(store.facts().trouble).toMatchObject({ code: "db_full" });
    expect(await readAll(store)).toEqual(before);
    expect(store.facts().trouble).toMatchObject({ code: "db_full" });
    rmSync(join(disk, "other"));
    await store.commit(large(10, 400_000));
    expect(store.facts().trouble).toBeNull();
    expect(await readAll(store)).toHaveLength(4);
  });

  test("is survived by the ballast, which is said, and made again when there is space", async () => {
    const disk = mountDisk(80 * MIB);
    const path = join(disk, "status.db");
    const backupFolder = join(makeFolder(), "backups");
    const { store, events } = await openOne(path, { backupFolder, ballastBytes: 4 * MIB });
    await fill(store, 3);
    expect(existsSync(`${path}.ballast`)).toBe(true);
    fillDisk(disk);
    await store.commit(large(10, 400_000));
    expect(store.facts().trouble).toBeNull();
    expect(existsSync(`${path}.ballast`)).toBe(false);
    expect(events).toContainEqual(expect.objectContaining({ kind: "recovery", code: "db_full" }));
    await store.tend();
    expect(existsSync(`${path}.ballast`)).toBe(false);
    rmSync(join(disk, "other"));
    await store.tend();
    expect(existsSync(`${path}.ballast`)).toBe(true);
  });

  test("that is full of backups costs the backups and the journal, not the writes", async () => {
    const disk = mountDisk(2 * MIB);
    const { store, path } = await openOne(undefined, { backupFolder: join(disk, "backups") });
    await fill(store, 3);
    fillDisk(disk);
    await store.commit(large(10, 400_000));
    await expect(store.backUp()).rejects.toMatchObject({ code: "db_full" });
    expect(store.facts().trouble).toBeNull();
    expect(
      store
        .facts()
        .warnings.map(({ code }) => code)
        .sort(),
    ).toEqual(["backup_failed", "journal_failed"]);
    rmSync(join(disk, "other"));
    await store.backUp();
    expect(store.facts().warnings).toEqual([]);
    const before = await readAll(store);
    rmSync(path);
    await store.ping();
    expect(await readAll(store)).toEqual(before);
  });
});
