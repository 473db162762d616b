import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A real server on loopback. Close it at the end of the test. */
export interface Receiver {
  port: number;
  close(): Promise<void>;
}

export interface Mail {
  from: string;
  to: string[];
  text: string;
}

/** A mail server that takes everything, unless the options say otherwise. */
export async function startMailServer(options: Partial<SMTPServerOptions> = {}): Promise<Receiver & { mails: Mail[] }> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    closeTimeout: 100,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        mails.push({ from, to: rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() });
        done();
      });
    },
    ...options,
  });
  // Clients that distrust our certificate cut the line.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { mails, port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

/** Listens on a free port of loopback; answers which. */
export async function listen(server: TcpServer | Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A server that does with connections what the test likes. */
export async function startTcpServer(onConnection: (socket: Socket) => void): Promise<Receiver> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    onConnection(socket);
  });
  const port = await listen(server);
  return {
    port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

export interface Received {
  headers: IncomingMessage["headers"];
  body: string;
  url: string;
}

/** A receiver of webhooks: notes what comes, and answers as the test likes. `count` begins at 1. */
export async function startHttpServer(
  answer: (response: ServerResponse, count: number) => void,
): Promise<Receiver & { received: Received[]; url: string }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
      url: `${request.method} ${request.url}`,
    });
    answer(response, received.length);
  });
  const port = await listen(server);
  async function close(): Promise<void> {
    server.closeAllConnections();
    server.close();
  }
  return { received, port, url: `http://127.0.0.1:${port}/hook?token=hush`, close };
}

/** Takes it. */
export const answerOk = (response: ServerResponse) => void response.writeHead(204).end();
