import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { joinSamples, makeBatch, makeSample } from "@/lib/store/contract/samples.testing";
import { fill, listQuarantined, openOne, readAll } from "./healing.testing";
import { makeDiskFolder } from "./temporary-database.testing";

/** From now on no file of this process can be written beyond some bytes: the disk "fails" with EFBIG. */
function failWrites(): void {
  // The signal that comes with it would end the process.
  const ignore = () => undefined;
  process.on("SIGXFSZ", ignore);
  limitFiles("100");
  onTestFinished(() => {
    limitFiles("unlimited");
    process.off("SIGXFSZ", ignore);
  });
}

function limitFiles(bytes: string): void {
  execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:`]);
}

test("a disk that fails is an error that changes nothing and heals nothing, and is over when it works again", async () => {
  const { store, path } = await openOne(join(makeDiskFolder(), "status.db"));
  await fill(store, 3);
  const before = await readAll(store);
  const batch = makeBatch(joinSamples(makeSample(10, "more")));
  failWrites();
  await expect(store.commit(batch)).rejects.toMatchObject({ name: "StoreError", code: "db_io" });
  await expect(store.ping()).rejects.toMatchObject({ code: "db_io" });
  expect(store.facts().trouble).toMatchObject({ code: "db_io" });
  expect(await readAll(store)).toEqual(before);
  expect(store.facts().trouble).toMatchObject({ code: "db_io" });
  limitFiles("unlimited");
  await store.ping();
  expect(store.facts().trouble).toBeNull();
  await store.commit(batch);
  expect(await readAll(store)).toHaveLength(4);
  expect(store.facts().restored).toBeNull();
  expect(listQuarantined(path)).toEqual([]);
});
