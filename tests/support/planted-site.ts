import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asLatin1, objectBlock, statusBlock } from "@/tests/fixtures/nagios/blocks";
import { nowSeconds } from "./site";

/** Everything that nobody chose carries this sign, or lies in 10.77.0.0/16. */
export const PLANTED = /zqplant|\b10\.77\./i;

const number = (index: number) => String(index).padStart(4, "0");
const addressOf = (index: number) => `10.77.${index >> 8}.${index & 255}`;
const list = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

const HOSTS = list(2000, (index) => `zqplant-host-${number(index)}`);
const SERVICES = list(3000, (index) => ({
  host: HOSTS[index % 2000] ?? "",
  name: `Zqplant service ${number(index)}, /var`,
}));
const CONTACTS = list(1000, (index) => `zqplant.contact.${number(index)}`);
const AUTHORS = list(1000, (index) => `zqplant_author_${number(index)}`);
const SECRETS = list(1000, (index) => `zqplant!secret/${number(index)}`);
/** Ten thousand words with those of addresses. */
export const PLANTED_WORDS = [
  ...HOSTS,
  ...SERVICES.map(({ name }) => name),
  ...CONTACTS,
  ...AUTHORS,
  ...SECRETS,
  ...list(2000, addressOf),
];

/** What somebody writes who does not think of who will read it. */
const CARELESS =
  "We move zqplant-host-0001.zqplant.internal (10.77.0.1, fd00:77::1) with zqplant.contact.0007 and Zqplant Contact 0008; see " +
  "/opt/zqplant/etc/zqplant.cfg, C:\\zqplant\\x, $ZQPLANT1$ and http://zqplant-u:zqplant-p@shop.example.org/, key zqplant!secret/0003, ZQPLANT-HOST-0002";

const CHOSEN = { host_name: "web1", service_description: "HTTP" };

/** Writes Nagios' files with ten thousand private words and a few objects that are on show. */
export function writePlantedSite(folder: string): void {
  replace(join(folder, "objects.cache"), renderObjects());
  replace(join(folder, "status.dat"), renderStatus());
}

function replace(path: string, text: string): void {
  writeFileSync(`${path}.tmp`, asLatin1(text), "latin1");
  renameSync(`${path}.tmp`, path);
}

function renderObjects(): string {
  const host = (name: string, index: number, more = {}) => {
    const own = {
      alias: `Zqplant alias ${number(index)}`,
      address: addressOf(index),
      _KEY: SECRETS[index % 1000] ?? "",
    };
    return objectBlock("host", { host_name: name, ...own, ...more });
  };
  return [
    ...CONTACTS.map((name, index) =>
      objectBlock("contact", {
        contact_name: name,
        alias: `Zqplant Contact ${number(index)}`,
        email: `${name}@zqplant.example`,
      }),
    ),
    ...HOSTS.map((name, index) => host(name, index)),
    host("web1", 1500, { alias: "Web server", _VAR: "zqplant-own-value" }),
    host("web2", 1501, { alias: "Branch office", parents: "zqplant-host-0000" }),
    ...SERVICES.map(({ host: on, name }) => objectBlock("service", { host_name: on, service_description: name })),
    objectBlock("service", CHOSEN),
    objectBlock("service", { ...CHOSEN, service_description: "Mail" }),
    objectBlock("hostgroup", { hostgroup_name: "zqplant-group", alias: "Zqplant Group", members: HOSTS.join(",") }),
  ].join("");
}

function renderStatus(): string {
  const now = nowSeconds();
  const checked = { has_been_checked: 1, state_type: 1, last_check: now - 5, active_checks_enabled: 1 };
  const since = { last_state_change: now - 900, last_hard_state_change: now - 900, max_attempts: 3 };
  const block = (name: object, state: number, output: string) =>
    statusBlock("service_description" in name ? "servicestatus" : "hoststatus", {
      ...name,
      ...checked,
      current_state: state,
      last_hard_state: state,
      current_problem_id: state === 0 ? 0 : now - state,
      plugin_output: output,
      ...since,
    });
  return [
    statusBlock("info", { created: now, version: "4.4.6" }),
    statusBlock("programstatus", { nagios_pid: 1, program_start: now - 3600 }),
    ...HOSTS.map((host_name, index) => block({ host_name }, index === 0 ? 1 : 0, `zqplant output ${addressOf(index)}`)),
    block({ host_name: "web1" }, 0, CARELESS),
    block({ host_name: "web2" }, 2, CARELESS),
    ...SERVICES.map(({ host, name }) => block({ host_name: host, service_description: name }, 0, CARELESS)),
    block(CHOSEN, 2, CARELESS),
    block({ ...CHOSEN, service_description: "Mail" }, 0, CARELESS),
    ...CONTACTS.map((contact_name) => statusBlock("contactstatus", { contact_name })),
    ...AUTHORS.map((author, index) => renderComment(HOSTS[index] ?? "", author, `#public ${CARELESS}`, index, now)),
    renderComment("web1", "zqplant_author_0001", `#public ${CARELESS}`, 5000, now),
    renderComment("web1", "zqplant_author_0002", CARELESS, 5001, now),
    renderDowntime(now),
  ].join("");
}

function renderComment(host: string, author: string, text: string, id: number, now: number): string {
  const on = host === "web1" ? CHOSEN : { host_name: host };
  return statusBlock(host === "web1" ? "servicecomment" : "hostcomment", {
    ...on,
    entry_type: 1,
    comment_id: id + 1,
    entry_time: now - 600,
    author,
    comment_data: text,
  });
}

function renderDowntime(now: number): string {
  return statusBlock("servicedowntime", {
    ...CHOSEN,
    service_description: "Mail",
    downtime_id: 7,
    entry_time: now - 600,
    start_time: now + 3600,
    end_time: now + 7200,
    fixed: 1,
    duration: 3600,
    is_in_effect: 0,
    author: "zqplant_author_0003",
    comment: `#public ${CARELESS}`,
  });
}
