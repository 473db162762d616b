import { describe, expect, it } from "vitest";
import { loadConfig } from "./load";

function load(text: string, env: Record<string, string> = {}) {
  return loadConfig({ env: { CONFIG_PATH: "x.yaml", ...env }, cwd: "/srv", readFile: async () => text });
}

describe("the settings in force", () => {
  it("say what holds and where it came from", async () => {
    const loaded = await load("polling:\n  interval_seconds: 60\n", { API_PORT: "9000" });
    const settings = new Map(loaded.kind === "ok" ? loaded.settings.map((setting) => [setting.key, setting]) : []);
    expect(settings.get("polling.interval_seconds")).toMatchObject({ value: "60", origin: "file" });
    expect(settings.get("api.port")).toMatchObject({ value: "9000", origin: "environment" });
    expect(settings.get("database.path")).toMatchObject({ value: "./data/status.db", origin: "default" });
    expect(settings.get("alerts.smtp.host")).toMatchObject({ value: "localhost", origin: "default" });
  });

  it("hide every secret, whoever gave it", async () => {
    const secrets = {
      api: "basic_auth_username: ops\n  basic_auth_password: hunter2-file",
      health: "token: a-token-of-the-file-1234\n  ping_url: https://ping.example.org/secret-path",
      alerts: "webhook_url: https://hooks.example.org/secret-hook",
    };
    const text = Object.entries(secrets).map(([section, lines]) => `${section}:\n  ${lines}\n`);
    const loaded = await load(text.join(""), {
      GRAPH_SIGNING_SECRET: "secret-of-env",
      ALERTS_SMTP_USERNAME: "mailer",
      ALERTS_SMTP_PASSWORD: "secret-mail",
    });
    expect(loaded.kind).toBe("ok");
    const shown = JSON.stringify(loaded.kind === "ok" ? loaded.settings : "");
    expect(shown).toContain("set, hidden");
    for (const secret of ["hunter2", "a-token-of", "secret-path", "secret-hook", "secret-of-env", "secret-mail"]) {
      expect(shown).not.toContain(secret);
    }
  });
});

describe("a faulty configuration", () => {
  it("still says where to listen and where the database is, as far as that is right", async () => {
    const loaded = await load("api:\n  port: 9001\n  host: 'a b'\npolling:\n  interval_seconds: never\n");
    expect(loaded).toMatchObject({ kind: "faults", sound: { api: { port: 9001, host: "0.0.0.0" } } });
    expect(loaded.kind === "faults" && loaded.sound.database.path).toBe("/srv/data/status.db");
  });

  it("says so too when the file cannot even be read", async () => {
    const readFile = () => Promise.reject(Object.assign(new Error("no"), { code: "EACCES" }));
    const env = { CONFIG_PATH: "x.yaml", API_PORT: "9002", DATABASE_PATH: "/var/lib/v.db" };
    const loaded = await loadConfig({ env, cwd: "/srv", readFile });
    expect(loaded).toMatchObject({
      kind: "faults",
      sound: { api: { port: 9002 }, database: { path: "/var/lib/v.db" } },
    });
  });

  it("names a nested setting of the environment by its variable", async () => {
    const loaded = await load("", { ALERTS_SMTP_PORT: "many" });
    expect(loaded).toMatchObject({
      kind: "faults",
      faults: [{ place: { kind: "environment", variable: "ALERTS_SMTP_PORT" }, path: "alerts.smtp.port" }],
    });
  });

  it("refuses half of the mail server's credentials, and an address that is none", async () => {
    const loaded = await load('alerts:\n  email_to: ["a@example.org, v@example.net"]\n  smtp:\n    username: mailer\n');
    expect(loaded.kind === "faults" && loaded.faults.map(({ path }) => path)).toEqual([
      "alerts.email_to[0]",
      "alerts.smtp.username",
    ]);
  });
});
