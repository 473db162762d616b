import { createLog } from "@/lib/platform/create-log";
import type { Log } from "@/lib/platform/log";
import { getRuntime } from "./runtime";

/** What is said while there is no configuration that says where to. */
export const bootLog = createLog({ format: "text", level: "info", filePath: null });

/** The log of the moment: it changes with the configuration. */
export const currentLog: Log = {
  debug: (message, fields) => find().debug(message, fields),
  info: (message, fields) => find().info(message, fields),
  warn: (message, fields) => find().warn(message, fields),
  error: (message, fields) => find().error(message, fields),
};

function find(): Log {
  return getRuntime().service?.log ?? bootLog;
}
