import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSupervisedSite, type SupervisedSite } from "@/tests/support/supervised-site";
import { findFreePort } from "@/tests/support/supervised-vitrine";
import { waitUntil } from "@/tests/support/vitrine-server";

let site: SupervisedSite;

beforeEach(() => {
  site = createSupervisedSite();
});

afterEach(() => site.dispose());

describe("the supervisor", () => {
  it("that is killed leaves no server behind", async () => {
    const server = await site.startAndPublish();
    const pid = server.serverPid() ?? 0;
    await server.stop("SIGKILL");
    await waitUntil(() => !isAlive(pid), 15_000);
    await expect(server.ask("/")).rejects.toThrow("ECONNREFUSED");
  });

  it("says that the port is taken, and ends with 1", async () => {
    const other = createServer();
    const port = await findFreePort();
    await new Promise<void>((done) => other.listen(port, "127.0.0.1", done));
    const vitrine = await site.start({ config: "{}\n", port });
    const code = await new Promise((done) => vitrine.parent.once("exit", done));
    other.close();
    expect(code).toBe(1);
    expect(vitrine.output()).toContain(`Vitrine cannot listen on 127.0.0.1:${port}`);
  });

  it("tells systemd that it is ready, that it lives, and that it ends", async () => {
    const receiver = await receiveNotifications();
    try {
      const server = await site.startAndPublish({
        env: { NOTIFY_SOCKET: receiver.path, WATCHDOG_USEC: "3000000" },
      });
      await waitUntil(() => receiver.received().includes("WATCHDOG=1"), 30_000);
      expect(receiver.received()).toContain("READY=1");
      expect(receiver.received()).toContain("STATUS=The server answers");
      await server.stop();
      await waitUntil(() => receiver.received().includes("STOPPING=1"));
    } finally {
      receiver.end();
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A datagram socket, as systemd has one; Node has none. Descriptors that come along are closed, as systemd does. */
const RECEIVER = `
import array, os, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("bound", flush=True)
while True:
    data, ancillary, _, _ = s.recvmsg(4096, socket.CMSG_SPACE(64))
    for _, _, fds in ancillary:
        for fd in array.array("i", fds[:len(fds) // 4 * 4]):
            os.close(fd)
    print(data.decode(), flush=True)
`;

async function receiveNotifications() {
  const path = join(site.folder, "notify");
  const python: ChildProcess = spawn("python3", ["-c", RECEIVER, path]);
  let printed = "";
  python.stdout?.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  await waitUntil(() => printed.includes("bound"));
  return { path, received: () => printed, end: () => python.kill() };
}
