import { Agent, createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { drainServer } from "./drain-server";

let server: Server;
const agent = new Agent({ keepAlive: true });

afterEach(() => server.closeAllConnections());

async function listen(answerAfterMs: number): Promise<number> {
  server = createServer((_, response) => void setTimeout(() => response.end("done"), answerAfterMs));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

function ask(port: number, by: Agent | false = agent): Promise<string> {
  return new Promise((done, fail) => {
    get({ port, host: "127.0.0.1", agent: by }, (response: IncomingMessage) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString())).once("end", () => done(body));
    }).once("error", fail);
  });
}

async function measure(work: Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work;
  return performance.now() - from;
}

it("what is under way is finished, and connections that only wait are closed", async () => {
  const port = await listen(300);
  await ask(port);
  const underWay = ask(port);
  await new Promise((done) => setTimeout(done, 50));
  const took = await measure(drainServer(server, 5_000));
  expect(await underWay).toBe("done");
  expect(took).toBeGreaterThan(200);
  expect(took).toBeLessThan(2_000);
  await expect(ask(port, false)).rejects.toThrow("ECONNREFUSED");
});

it("what does not finish is cut off at the limit", async () => {
  const port = await listen(60_000);
  const underWay = ask(port).catch((error: Error) => error.message);
  await new Promise((done) => setTimeout(done, 50));
  expect(await measure(drainServer(server, 300))).toBeLessThan(2_000);
  expect(await underWay).toMatch(/hang up|reset/i);
});
