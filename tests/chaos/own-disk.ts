import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** A file system of its own, which can be made to fail without harm to the machine. Only root may mount one. */
export interface OwnDisk {
  path: string;
  /** Takes all space that is left; again after some became free. */
  fill(): void;
  /** Gives it back. */
  empty(): void;
  dispose(): void;
}

const MIB = 1024 * 1024;

/** Why this process cannot mount anything; null when it can. */
export function findMountObstacle(): string | null {
  if (process.getuid?.() !== 0) return "only root may mount a file system";
  const folder = mkdtempSync(join(tmpdir(), "vitrine-mount-"));
  try {
    run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder);
    run("umount", folder);
    return null;
  } catch {
    return "this root may not mount a file system";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A small disk in memory. */
export function mountMemory(megabytes: number): OwnDisk {
  const path = mkdtempSync(join(tmpdir(), "vitrine-memory-"));
  run("mount", "-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path);
  return {
    ...makeFiller(path),
    path,
    dispose() {
      run("umount", "-l", path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** A disk in a file: ext4, as on most servers. */
export interface LoopDisk extends OwnDisk {
  image: string;
  /** Nothing is written any more, and who writes waits. */
  freeze(): void;
  thaw(): void;
  /** The kernel finds an error on the disk and makes it read-only. */
  breakDown(): void;
  /** A sound disk with the same files takes its place, as after a repair. */
  repair(): void;
  /** What has reached the disk so far, as another disk: everything else is lost, as when the power fails. */
  copyAsAfterPowerLoss(): LoopDisk;
}

/** Makes and mounts it; `from`: the image that it begins with. */
export function mountLoop(megabytes: number, from?: string): LoopDisk {
  const base = mkdtempSync(join(tmpdir(), "vitrine-disk-"));
  const [image, path] = [join(base, "image"), join(base, "mount")];
  mkdirSync(path);
  if (from === undefined) {
    writeFileSync(image, "");
    truncateSync(image, megabytes * MIB);
    run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0", image);
  } else run("cp", "--sparse=always", from, image);
  const devices = [attach(image, path)];
  let isFrozen = false;

  const thaw = () => {
    if (isFrozen) run("fsfreeze", "--unfreeze", path);
    isFrozen = false;
  };

  return {
    ...makeFiller(path),
    path,
    image,
    freeze() {
      run("fsfreeze", "--freeze", path);
      isFrozen = true;
    },
    thaw,
    breakDown() {
      writeFileSync(`/sys/fs/ext4/${basename(devices.at(-1) ?? "")}/trigger_fs_error`, "1");
    },
    repair() {
      const sound = join(base, `image-${devices.length}`);
      run("cp", "--sparse=always", image, sound);
      repairImage(sound);
      devices.push(attach(sound, path));
    },
    copyAsAfterPowerLoss() {
      return mountLoop(megabytes, image);
    },
    dispose() {
      thaw();
      for (const device of devices) {
        run("umount", "-l", path);
        tryToRun("losetup", "--detach", device);
      }
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** A loop device of its own for the image, mounted at the path. Mounting replays the journal of ext4. */
function attach(image: string, path: string): string {
  const device = run("losetup", "--find", "--show", image).trim();
  try {
    run("mount", "-o", "errors=remount-ro", device, path);
  } catch (error) {
    tryToRun("losetup", "--detach", device);
    throw error;
  }
  return device;
}

/** It ends with 1 when it had to repair something. */
function repairImage(image: string): void {
  tryToRun("e2fsck", "-f", "-y", image);
}

function makeFiller(path: string): Pick<OwnDisk, "fill" | "empty"> {
  const names: string[] = [];
  return {
    fill() {
      const name = join(path, `filler-${names.length}`);
      names.push(name);
      const descriptor = openSync(name, "w");
      const block = Buffer.alloc(MIB, 1);
      for (let bytes = block.length; bytes >= 1; ) {
        try {
          writeSync(descriptor, block, 0, bytes);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
          bytes = Math.floor(bytes / 2);
        }
      }
      tryToRun("sync", "-f", name);
      closeSync(descriptor);
    },
    empty() {
      for (const name of names.splice(0)) rmSync(name, { force: true });
    },
  };
}

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function tryToRun(command: string, ...args: string[]): void {
  try {
    run(command, ...args);
  } catch {
    // Whoever calls it looks at what came of it.
  }
}
