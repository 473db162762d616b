import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { REASON_PARTS, type ReasonCode } from "@/lib/domain/reason";
import { nameAlert, renderAlertRules } from "./alert-rules";

const RULES = fileURLToPath(new URL("../../deploy/prometheus/vitrine.rules.yml", import.meta.url));

describe("the alert rules", () => {
  it("have one rule for each reason, named by it", () => {
    expect(nameAlert("source_stale")).toBe("VitrineSourceStale");
    const names = [...renderAlertRules().matchAll(/^ +- alert: (\w+)$/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const code of Object.keys(REASON_PARTS) as ReasonCode[]) expect(names).toContain(nameAlert(code));
  });

  it("are what deploy/ has (UPDATE_DOCS=1 writes it)", async () => {
    if (process.env.UPDATE_DOCS === "1") await writeFile(RULES, renderAlertRules());
    expect(await readFile(RULES, "utf8")).toBe(renderAlertRules());
  });
});
