// The server process: Next behind our own front door (lib/server/front-door.ts). Under `vitrine start` the supervisor
// has bundled it, unless a build of the pages has swept it away since; alone, as tests run it, this does.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import next from "next";
import { bundleAll, bundlePath } from "./bundle.mjs";

const bundle = bundlePath("front-door");
if (process.send === undefined || !existsSync(bundle)) await bundleAll();
const { openFrontDoor } = await import(pathToFileURL(bundle).href);

const host = process.env.VITRINE_HOST ?? process.env.API_HOST ?? "0.0.0.0";
const port = Number(process.env.VITRINE_PORT ?? process.env.API_PORT ?? 8000);

await openFrontDoor({
  host,
  port,
  prepare: async () => {
    const app = next({ dev: false, dir: process.cwd(), hostname: host, port });
    await app.prepare();
    return app.getRequestHandler();
  },
});
