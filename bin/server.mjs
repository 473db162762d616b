// The server process: Next behind our own front door, which owns the limits and the signals.
import { createServer } from "node:http";
import next from "next";

const hostname = process.env.API_HOST ?? "0.0.0.0";
const port = Number(process.env.API_PORT ?? 8000);

const app = next({ dev: false, dir: process.cwd(), hostname, port });
await app.prepare();
const handle = app.getRequestHandler();

/** Next answers 500 to a path whose percent-encoding is broken: it is the asker's mistake. */
function isDecodable(url) {
  try {
    decodeURIComponent(url.split("?", 1)[0]);
    return true;
  } catch {
    return false;
  }
}

const limits = { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 };
const server = createServer(limits, (request, response) => {
  if (!isDecodable(request.url)) {
    response.writeHead(400, { "Content-Type": "application/json" }).end('{"detail":"The address is not valid."}');
    return;
  }
  handle(request, response).catch(() => {
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.maxConnections = 2048;

server.on("error", (error) => {
  console.error(`Vitrine cannot listen on ${hostname}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(port, hostname, () => {
  console.log(
    `Vitrine is ready: http://${hostname === "0.0.0.0" || hostname === "::" ? "localhost" : hostname}:${port}/`,
  );
});

let isStopping = false;
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 5_000).unref();
  });
}
