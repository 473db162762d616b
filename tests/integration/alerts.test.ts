import { writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import type { SMTPServerOptions } from "smtp-server";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { createPing } from "@/lib/notify/ping";
import { answerOk, startHttpServer, startMailServer } from "@/tests/support/alert-receivers";
import {
  type AlertStage,
  createAlertStage,
  FULL,
  HEALTHY,
  mailTo,
  PASSWORD,
  SECRET,
} from "@/tests/support/alert-stage";

let stage: AlertStage;

beforeEach(() => {
  stage = createAlertStage();
});

afterEach(() => stage.dispose());

const serveMail = (options?: Partial<SMTPServerOptions>) => stage.keep(startMailServer(options));
const serveHttp = (answer: (response: ServerResponse, count: number) => void) => stage.keep(startHttpServer(answer));

describe("by e-mail", () => {
  it("an episode is two mails in one thread, to each address by itself, with a plain envelope", async () => {
    const { mails, port } = await serveMail();
    const alerts = stage.start(mailTo(port, {}, ["admin@example.org", "night@example.org"]));
    await stage.look(alerts, HEALTHY, 1);
    await stage.look(alerts, FULL, 1);
    await stage.waitForAll(alerts);
    await stage.look(alerts, FULL, 4);
    await stage.look(alerts, HEALTHY, 10);
    await stage.waitForAll(alerts);
    expect(mails.map(({ to }) => to)).toEqual(expect.arrayContaining([["admin@example.org"], ["night@example.org"]]));
    expect(new Set(mails.map(({ from }) => from))).toEqual(new Set(["vitrine@example.org"]));
    const [begun, over] = mails.filter(({ to }) => to[0] === "admin@example.org").map(({ text }) => text);
    expect(begun).toContain("Subject: [Vitrine Example] critical: The disk of the database is full");
    expect(begun).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(begun).toMatch(/^From: Vitrine <vitrine@example\.org>\r$/m);
    expect(over).toContain("Subject: [Vitrine Example] over: The disk of the database is full");
    const id = /^Message-ID: (<\S+>)\r$/m.exec(begun ?? "")?.[1];
    expect(id).toMatch(/^<db_full_begun_\w+\.\w+@example\.org>$/);
    expect(over?.replace(/\r\n\s+/g, " ")).toContain(`References: ${id}`);
    expect(over?.replace(/\r\n\s+/g, " ")).toContain(`In-Reply-To: ${id}`);
  });

  it("a password goes without encryption only where the configuration says so", async () => {
    const logins: string[] = [];
    const { port } = await serveMail({
      disabledCommands: ["STARTTLS"],
      authMethods: ["PLAIN"],
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) => {
        logins.push(`${auth.username} ${auth.password}`);
        done(null, { user: auth.username });
      },
    });
    const credentials = { username: "vitrine", password: PASSWORD };
    const alerts = stage.start(mailTo(port, { security: "none", credentials }), null);
    await stage.look(alerts, FULL, 1);
    await stage.waitForAll(alerts);
    expect(logins).toEqual([`vitrine ${PASSWORD}`]);
  });

  it("without a password, encryption that proves nothing is taken rather than none", async () => {
    const { mails, port } = await serveMail({ disabledCommands: ["AUTH"] });
    const alerts = stage.start(mailTo(port));
    await stage.look(alerts, FULL, 1);
    await stage.waitForAll(alerts);
    expect(mails).toHaveLength(1);
  });

  it("a wrong password is a failure that is tried again, and stands in no line", async () => {
    const { port } = await serveMail({
      disabledCommands: ["STARTTLS"],
      authOptional: false,
      authMethods: ["PLAIN"],
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) => done(new Error(`wrong: ${auth.password}`)),
    });
    const credentials = { username: "vitrine", password: PASSWORD };
    const alerts = stage.start(mailTo(port, { security: "none", credentials }));
    await stage.look(alerts, FULL, 1);
    await stage.until(() => stage.lines.some((line) => line.includes("refused name or password (535)")), "the refusal");
    expect(alerts.facts().waiting).toBe(1);
  });

  it("an address that is more than one address is never written to", async () => {
    const { mails, port } = await serveMail();
    const alerts = stage.start(
      mailTo(port, {}, ["a@example.org, b@example.org", "a@example.org\r\nBcc: c@example.org"]),
    );
    await stage.look(alerts, FULL, 2);
    expect(mails).toEqual([]);
    expect(alerts.facts().troubles).toHaveLength(2);
  });
});

describe("by webhook", () => {
  it("an episode is two signed events that name the same things as the mails", async () => {
    const { received, url } = await serveHttp(answerOk);
    const alerts = stage.start({ webhook: { url, secret: SECRET } });
    await stage.look(alerts, FULL, 1);
    await stage.waitForAll(alerts);
    await stage.look(alerts, FULL, 4);
    await stage.look(alerts, HEALTHY, 10);
    await stage.waitForAll(alerts);
    expect(received).toHaveLength(2);
    const [begun, over] = received.map(({ body, headers }) => {
      // The library judges the age of the timestamp by the real clock, which the virtual one has left behind.
      const at = new Date(Number(headers["webhook-timestamp"]) * 1000);
      expect(headers["webhook-signature"]).toBe(new Webhook(SECRET).sign(String(headers["webhook-id"]), at, body));
      return JSON.parse(body);
    });
    expect(begun).toMatchObject({
      type: "page.health_changed",
      data: {
        state: "begun",
        severity: "critical",
        part: "store",
        ended: null,
        page: { name: "Example", url: "https://status.example.org" },
        reasons: [{ code: "db_full", runbook: "https://status.example.org/admin/runbook#db_full" }],
      },
    });
    expect(over.data).toMatchObject({ state: "over", lasted_seconds: 300 });
  });

  it("Retry-After is honoured", async () => {
    const { received, url } = await serveHttp((response, count) => {
      if (count === 1) response.writeHead(503, { "retry-after": "600" }).end();
      else answerOk(response);
    });
    const alerts = stage.start({ webhook: { url, secret: null } });
    await stage.look(alerts, FULL, 1);
    await stage.until(() => stage.lines.some((line) => line.includes("it answered 503")), "the failure");
    await stage.clock.advance(9 * MINUTE_MS);
    expect(received).toHaveLength(1);
    await stage.clock.advance(MINUTE_MS);
    await stage.waitForAll(alerts);
  });
});

describe("over a restart", () => {
  it("a file that cannot be read is said and begun anew, and one that cannot be written stops no message", async () => {
    writeFileSync(stage.statePath, "{broken");
    const { received, url } = await serveHttp(answerOk);
    const alerts = stage.start({ webhook: { url, secret: null } });
    await stage.look(alerts, FULL, 1);
    await stage.waitForAll(alerts);
    expect(stage.lines.some((line) => line.includes("begun anew"))).toBe(true);
    await alerts.stop();

    const unwritable = stage.start({ webhook: { url, secret: null } }, join(stage.folder, "missing", "alerts.json"));
    await stage.look(unwritable, FULL, 1);
    await stage.waitForAll(unwritable);
    expect(received).toHaveLength(2);
    await stage.until(() => unwritable.facts().troubles.length > 0, "the trouble");
    expect(unwritable.facts().troubles[0]?.message).toContain("cannot be kept over a restart (ENOENT)");
  });
});

describe("the ping", () => {
  it("asks at most once a minute, and follows polls that come each minute", async () => {
    const { received, url } = await serveHttp(answerOk);
    const ping = createPing({ url, clock: stage.clock, log: stage.log });
    for (let poll = 0; poll < 30; poll++) {
      ping.onGoodPoll();
      await stage.until(() => poll > 0 || received.length === 1, "the first ping");
      await stage.clock.advance(10 * SECOND_MS);
    }
    await stage.until(() => received.length === 5, "five pings in five minutes");
    expect(received[0]?.url).toBe("GET /hook?token=hush");
    for (let poll = 0; poll < 4; poll++) {
      await stage.clock.advance(59_900);
      ping.onGoodPoll();
      await stage.clock.advance(200);
      await stage.until(() => received.length === 6 + poll, "a ping per poll");
    }
    ping.stop();
  });

  it("says once that it fails, tries ever more rarely, and says when it is over", async () => {
    let isWell = false;
    const { received, url } = await serveHttp((response) => void response.writeHead(isWell ? 200 : 500).end("no"));
    const ping = createPing({ url, clock: stage.clock, log: stage.log });
    for (let failures = 1; failures <= 5; failures++) {
      ping.onGoodPoll();
      await stage.until(() => ping.facts().failures === failures, `failure ${failures}`);
      await stage.clock.advance(5 * MINUTE_MS);
    }
    expect(stage.lines).toHaveLength(1);
    expect(ping.facts().trouble?.message).toContain("failed 5 times: it answered 500");
    isWell = true;
    ping.onGoodPoll();
    await stage.until(() => ping.facts().failures === 0, "the success");
    expect(received).toHaveLength(6);
    expect(stage.lines.at(-1)).toContain("gets through again");
    ping.stop();
  });

  it("that hangs is left after ten seconds, and one at an address that is none throws nothing", async () => {
    const { url } = await serveHttp(() => undefined);
    for (const address of [url, "http://user:hush@127.0.0.1:1/", "no address at all"]) {
      const ping = createPing({ url: address, clock: stage.clock, log: stage.log });
      ping.onGoodPoll();
      await new Promise((resolve) => setTimeout(resolve, 100));
      await stage.clock.advance(10 * SECOND_MS);
      await stage.until(() => ping.facts().failures === 1, `the failure of ${address}`);
      ping.stop();
      ping.onGoodPoll();
    }
  });
});
