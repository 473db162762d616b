import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asLatin1, objectBlock, statusBlock } from "@/tests/fixtures/nagios/blocks";
import { nowSeconds } from "./site";

/** What would run is called this. */
export const TRAP = "zqtrap";

/** Ends whatever it may stand in, and begins something that runs: elements, attributes, scripts, comments, CDATA, links. */
export const HOSTILE = [
  `<img src=x onerror=${TRAP}(1)>`,
  `</script><script>${TRAP}(2)</script>`,
  `"onmouseover="${TRAP}(3)" x='`,
  `'autofocus onfocus='${TRAP}(4)`,
  `]]><svg onload=${TRAP}(5)>`,
  `--><svg onload=${TRAP}(6)>`,
  `</title></style></textarea><svg onload=${TRAP}(7)>`,
  `[x](javascript:${TRAP}(8))`,
  `<javascript:${TRAP}(9)>`,
  `javascript:${TRAP}(10)`,
  `![x](x"onerror="${TRAP}(11))`,
  `&lt;img src=x onerror=${TRAP}(12)&gt; &#60;svg onload=${TRAP}(13)&#62;`,
].join(" ");

/** Names of Nagios' may hold all of that where `illegal_object_name_chars` is empty. */
export const HOSTILE_HOST = `<img src=x onerror=${TRAP}(14)>`;
export const HOSTILE_SERVICE = `"><svg onload=${TRAP}(15)>`;

const CHOSEN = { host_name: HOSTILE_HOST, service_description: HOSTILE_SERVICE };
const LINKS = {
  notes: HOSTILE,
  notes_url: `javascript:${TRAP}(16)`,
  action_url: `javascript:${TRAP}(17)`,
  icon_image: `x"onerror="${TRAP}(18)`,
};

/** Writes Nagios' files with such words wherever they hold words. One service of them is down, another is maintained. */
export function writeHostileSite(folder: string): void {
  replace(join(folder, "objects.cache"), renderObjects());
  replace(join(folder, "status.dat"), renderStatus(nowSeconds()));
}

function replace(path: string, text: string): void {
  writeFileSync(`${path}.tmp`, asLatin1(text), "latin1");
  renameSync(`${path}.tmp`, path);
}

function renderObjects(): string {
  const named = { display_name: HOSTILE, ...LINKS };
  return [
    objectBlock("contact", { contact_name: HOSTILE, alias: HOSTILE, email: HOSTILE }),
    objectBlock("host", { host_name: HOSTILE_HOST, alias: HOSTILE, address: HOSTILE, ...named }),
    objectBlock("service", { ...CHOSEN, ...named }),
    objectBlock("service", { ...CHOSEN, service_description: "Mail", ...named }),
    objectBlock("hostgroup", { hostgroup_name: "all", alias: HOSTILE, members: HOSTILE_HOST, ...LINKS }),
  ].join("");
}

function renderStatus(now: number): string {
  const block = (type: string, more: Record<string, string | number>, state = 0) =>
    statusBlock(type, {
      ...more,
      has_been_checked: 1,
      state_type: 1,
      last_check: now - 5,
      active_checks_enabled: 1,
      current_state: state,
      last_hard_state: state,
      current_problem_id: state === 0 ? 0 : 7,
      plugin_output: HOSTILE,
      long_plugin_output: HOSTILE,
      performance_data: HOSTILE,
      last_state_change: now - 900,
      last_hard_state_change: now - 900,
      max_attempts: 3,
    });
  const mail = { ...CHOSEN, service_description: "Mail" };
  return [
    statusBlock("info", { created: now, version: HOSTILE }),
    statusBlock("programstatus", { nagios_pid: 1, program_start: now - 3600 }),
    block("hoststatus", { host_name: HOSTILE_HOST }),
    block("servicestatus", CHOSEN, 2),
    block("servicestatus", mail),
    statusBlock("servicecomment", {
      ...CHOSEN,
      entry_type: 1,
      comment_id: 1,
      entry_time: now - 600,
      author: HOSTILE,
      comment_data: `#public ${HOSTILE}`,
    }),
    statusBlock("servicedowntime", {
      ...mail,
      downtime_id: 7,
      entry_time: now - 600,
      start_time: now + 3600,
      end_time: now + 7200,
      fixed: 1,
      duration: 3600,
      is_in_effect: 0,
      author: HOSTILE,
      comment: `#public ${HOSTILE}`,
    }),
  ].join("");
}
