import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { createServer } from "node:net";
import type { SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, expect } from "vitest";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { answerOk, listen, startHttpServer, startMailServer, startTcpServer } from "@/tests/support/alert-receivers";
import { type AlertStage, createAlertStage, FULL, HEALTHY, mailTo, PASSWORD } from "@/tests/support/alert-stage";

// Real servers on loopback, and a virtual clock for the pauses between tries: times are those of that clock.

let stage: AlertStage;

beforeEach(() => {
  stage = createAlertStage();
});

afterEach(() => stage.dispose());

chaosRow(
  {
    id: "N1",
    variant: "refused",
    fault: "the mail server refuses connections",
    expected:
      "the alert waits and is tried again, over a restart too, until the server is there; whoever observes never waits",
  },
  async () => {
    const listener = createServer();
    const port = await listen(listener);
    await new Promise((resolve) => listener.close(resolve));
    const alerts = stage.start(mailTo(port));
    await stage.look(alerts, FULL, 1);
    await stage.untilSaid("ECONNREFUSED");
    expect(alerts.facts()).toMatchObject({ waiting: 1, lastSentAt: null });
    await alerts.stop();
    const { mails, port: good } = await stage.keep(startMailServer());
    const from = performance.now();
    await stage.waitForKept(stage.start(mailTo(good)));
    expect(mails).toHaveLength(1);
    return { observed: "1 alert waited, 1 mail when the server was there", recoveredMs: performance.now() - from };
  },
);

chaosRow(
  {
    id: "N1",
    variant: "4xx",
    fault: "the mail server asks to come back later (greylisting)",
    expected:
      "the same message with the same id after 5 s, 30 s, 2, 10, 30, 60 min … for 24 h; alerts_failed from the second",
  },
  async () => {
    const tries: string[] = [];
    const { mails, port } = await stage.keep(
      startMailServer({
        onRcptTo({ address }, _session, done) {
          tries.push(address);
          done(tries.length < 3 ? Object.assign(new Error("greylisted, come back"), { responseCode: 451 }) : undefined);
        },
      }),
    );
    const alerts = stage.start(mailTo(port));
    await stage.look(alerts, FULL, 1);
    await stage.untilSaid("451");
    await stage.clock.advance(5 * SECOND_MS);
    await stage.until(() => alerts.facts().troubles.length === 1, "the second failure");
    expect(alerts.facts().troubles[0]).toMatchObject({ code: "alerts_failed" });
    expect(alerts.facts().troubles[0]?.message).toContain("greylisted");
    await stage.clock.advance(30 * SECOND_MS);
    await stage.waitForAll(alerts);
    expect(alerts.facts().troubles).toEqual([]);
    expect([tries.length, mails.length]).toEqual([3, 1]);
    return { observed: "sent at the third try, alerts_failed meanwhile", recoveredMs: 35 * SECOND_MS };
  },
);

chaosRow(
  {
    id: "N1",
    variant: "5xx",
    fault: "the mail server refuses one of two receivers for good",
    expected: "the other has his mail at once; the refused one is tried again for a day, alerts_failed names him",
  },
  async () => {
    const { mails, port } = await stage.keep(
      startMailServer({
        onRcptTo({ address }, _session, done) {
          const refusal = Object.assign(new Error("no such user"), { responseCode: 550 });
          done(address.startsWith("gone") ? refusal : undefined);
        },
      }),
    );
    const alerts = stage.start(mailTo(port, {}, ["gone@example.org", "admin@example.org"]));
    await stage.look(alerts, FULL, 1);
    await stage.until(() => mails.length === 1, "the mail to the other");
    await stage.until(() => alerts.facts().troubles.length === 1, "the trouble");
    expect(alerts.facts().waiting).toBe(1);
    expect(alerts.facts().troubles[0]?.message).toContain("gone@example.org): the mail server said 550");
    return { observed: `1 mail to the other; ${alerts.facts().troubles[0]?.message}`, recoveredMs: null };
  },
);

chaosRow(
  {
    id: "N1",
    variant: "tarpit",
    fault: "the mail server drips its greeting byte by byte",
    expected: "given up after 60 s in all, its connection closed; the alert waits",
  },
  async () => {
    let isClosed = false;
    const { port } = await stage.keep(
      startTcpServer((socket) => {
        socket.write("220-");
        const drip = setInterval(() => socket.write("x"), 100);
        socket.on("close", () => {
          clearInterval(drip);
          isClosed = true;
        });
      }),
    );
    const alerts = stage.start(mailTo(port));
    await stage.look(alerts, FULL, 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await stage.clock.advance(60 * SECOND_MS);
    await stage.until(() => isClosed, "the connection to be closed");
    await stage.untilSaid("no answer within 60 seconds");
    expect(alerts.facts().waiting).toBe(1);
    return { observed: "given up after 60 s, the connection is closed", recoveredMs: null };
  },
);

chaosRow(
  {
    id: "N1",
    variant: "bad TLS",
    fault: "the mail server's certificate proves nothing, or it offers no encryption, and there is a password to lose",
    expected: "neither password nor mail goes there; the alert waits, and the log says why",
  },
  async () => {
    const logins: string[] = [];
    const options: Partial<SMTPServerOptions> = {
      disabledCommands: [],
      authMethods: ["PLAIN"],
      allowInsecureAuth: true,
      onAuth(auth, _session, done) {
        logins.push(auth.username ?? "");
        done(null, { user: auth.username });
      },
    };
    const credentials = { username: "vitrine", password: PASSWORD };
    const selfSigned = await stage.keep(startMailServer(options));
    const bare = await stage.keep(startMailServer({ ...options, disabledCommands: ["STARTTLS"] }));
    const words: string[] = [];
    for (const { port } of [selfSigned, bare]) {
      const before = stage.lines.length;
      const alerts = stage.start(mailTo(port, { security: "starttls", credentials }), null);
      await stage.look(alerts, FULL, 1);
      await stage.until(() => stage.lines.slice(before).some((line) => line.includes("trying again")), "the failure");
      words.push(stage.lines.slice(before).find((line) => line.includes("trying again")) ?? "");
      expect(alerts.facts().waiting).toBe(1);
      await alerts.stop();
    }
    expect(words[0]).toContain("certificate");
    expect(words[1]).toContain("offers no TLS");
    expect([...logins, ...selfSigned.mails, ...bare.mails]).toEqual([]);
    return { observed: "no password and no mail was given away", recoveredMs: null };
  },
);

chaosRow(
  {
    id: "N2",
    variant: "500",
    fault: "the webhook's server answers 500",
    expected:
      "one message probes after 5 s, 30 s, 2 min …, with the same id and the same bytes, until it is taken once",
  },
  async () => {
    const answer = (response: ServerResponse, count: number) =>
      count < 3 ? void response.writeHead(500).end("no") : answerOk(response);
    const { received, url } = await stage.keep(startHttpServer(answer));
    const alerts = stage.start({ webhook: { url, secret: null } });
    await stage.look(alerts, FULL, 1);
    for (const [count, pauseMs] of [
      [1, 5 * SECOND_MS],
      [2, 30 * SECOND_MS],
    ] as const) {
      await stage.until(() => received.length === count, `try ${count}`);
      const failures = () => stage.lines.filter((line) => line.includes("it answered 500")).length;
      await stage.until(() => failures() === count, "its failure");
      await stage.clock.advance(pauseMs);
    }
    await stage.waitForAll(alerts);
    await stage.clock.advance(60 * MINUTE_MS);
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`)).size).toBe(1);
    return { observed: "taken at the third try, the same bytes each time", recoveredMs: 35 * SECOND_MS };
  },
);

chaosRow(
  {
    id: "N2",
    variant: "3xx",
    fault: "the webhook's server sends elsewhere, then says that it is gone",
    expected: "redirects are not followed; after 410 nothing more is sent until the next start",
  },
  async () => {
    const elsewhere = await stage.keep(startHttpServer(answerOk));
    const { received, url } = await stage.keep(
      startHttpServer((response, count) => {
        if (count === 1) response.writeHead(302, { location: elsewhere.url }).end();
        else response.writeHead(410).end();
      }),
    );
    const alerts = stage.start({ webhook: { url, secret: null } });
    await stage.look(alerts, FULL, 1);
    await stage.untilSaid("302");
    await stage.clock.advance(5 * SECOND_MS);
    await stage.until(() => alerts.facts().troubles.length === 1, "the end");
    await stage.clock.advance(24 * 60 * MINUTE_MS);
    expect(received).toHaveLength(2);
    expect(elsewhere.received).toEqual([]);
    expect(alerts.facts().troubles[0]?.message).toContain("410");
    return { observed: "2 requests, none elsewhere, alerts_failed", recoveredMs: null };
  },
);

chaosRow(
  {
    id: "N2",
    variant: "hangs",
    fault: "the webhook's server never answers",
    expected: "given up after 15 s; the mail beside it is not delayed",
  },
  async () => {
    const hanging = await stage.keep(startHttpServer(() => undefined));
    const { mails, port } = await stage.keep(startMailServer());
    const alerts = stage.start({ ...mailTo(port), webhook: { url: hanging.url, secret: null } });
    await stage.look(alerts, FULL, 1);
    await stage.until(() => mails.length === 1 && hanging.received.length === 1, "the mail beside the hanging webhook");
    await stage.clock.advance(15 * SECOND_MS);
    await stage.untilSaid("no answer within 15 seconds");
    return { observed: "the mail was sent while the webhook hung; given up after 15 s", recoveredMs: null };
  },
);

chaosRow(
  {
    id: "N2",
    variant: "drips",
    fault: "the webhook's server answers without an end",
    expected: "its status counts, nothing of the body is read, the connection is cut",
  },
  async () => {
    let isCut = false;
    const { url } = await stage.keep(
      startHttpServer((response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write("x".repeat(100_000)), 1);
        response.on("close", () => {
          clearInterval(drip);
          isCut = true;
        });
      }),
    );
    const alerts = stage.start({ webhook: { url, secret: null } }, null);
    await stage.look(alerts, FULL, 1);
    await stage.waitForAll(alerts);
    await stage.until(() => isCut, "the endless answer to be cut");
    return { observed: "sent, and the endless answer was cut", recoveredMs: null };
  },
);

chaosRow(
  {
    id: "N4",
    variant: "between queue and send",
    fault: "the process is killed while an alert waits",
    expected: "sent once after the restart; what was told is not told again, and its end is told once",
  },
  async () => {
    const deaf = await stage.keep(startTcpServer((socket) => void socket.destroy()));
    const first = stage.start(mailTo(deaf.port));
    await stage.look(first, FULL, 2);
    await stage.untilSaid("trying again");
    // No `stop`: the process is killed, and what is in the file is all there is.
    const readKept = () => (existsSync(stage.statePath) ? readFileSync(stage.statePath, "utf8") : "");
    await stage.until(() => readKept().includes("db_full_begun"), "the file");
    const { mails, port } = await stage.keep(startMailServer());
    const kept = readKept();
    await first.stop();
    writeFileSync(stage.statePath, kept);

    const second = stage.start(mailTo(port));
    await stage.waitForKept(second);
    await stage.look(second, FULL, 30);
    await stage.waitForAll(second);
    expect(mails).toHaveLength(1);
    await second.stop();

    const third = stage.start(mailTo(port));
    await stage.look(third, HEALTHY, 10);
    await stage.waitForAll(third);
    expect(mails).toHaveLength(2);
    expect(mails[1]?.text).toContain("over: The disk of the database is full");
    await third.stop();
    expect(JSON.parse(readFileSync(stage.statePath, "utf8"))).toMatchObject({ episodes: [] });
    return { observed: "1 mail that it began, 1 that it is over", recoveredMs: null };
  },
);
