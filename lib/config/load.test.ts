import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatFaults } from "./format-faults";
import { loadConfig } from "./load";

const CWD = "/srv/page";

function missing(): never {
  throw Object.assign(new Error("missing"), { code: "ENOENT" });
}

function load(files: Record<string, string> | string, env: Record<string, string> = {}) {
  const all = typeof files === "string" ? { [`${CWD}/config.yaml`]: files } : files;
  return loadConfig({ env, cwd: CWD, readFile: async (path) => all[path] ?? missing() });
}

async function loadOk(text: string, env: Record<string, string> = {}) {
  const loaded = await load(text, env);
  if (loaded.kind === "faults") throw new Error(formatFaults(loaded.faults));
  return loaded;
}

/** `line:column path found` of each fault; the variable instead of line and column for the environment. */
async function faultsOf(text: string, env: Record<string, string> = {}) {
  const loaded = await load(text, env);
  if (loaded.kind === "ok") return [];
  return loaded.faults.map(({ place, path, found, suggestion }) => {
    const where = place.kind === "environment" ? place.variable : `${place.line}:${place.column}`;
    return `${where} ${path}: ${found}${suggestion === null ? "" : ` → ${suggestion}`}`;
  });
}

describe("without a file", () => {
  it("answers the defaults of the documentation", async () => {
    const loaded = await load({});
    expect(loaded).toMatchObject({
      kind: "ok",
      path: null,
      warnings: [],
      config: {
        nagios: { configPath: null, statusPath: null, objectCachePath: null, logPath: null, archivePath: null },
        selection: { kind: "objects", members: { hosts: [], services: [], hostgroups: [], servicegroups: [] } },
        mapping: {
          host: { down: "major_outage", unreachable: "major_outage" },
          service: { warning: "degraded_performance", critical: "major_outage", unknown: "unknown" },
        },
        polling: {
          pollIntervalMs: 300_000,
          stalenessThresholdMs: 600_000,
          maxConsecutiveFailures: 3,
          enableAutoRecovery: true,
          minRecoveryIntervalMs: 300_000,
        },
        database: { path: "/srv/page/data/status.db" },
        api: { host: "0.0.0.0", port: 8000, corsOrigins: [], credentials: null },
        graph: { nagiosgraphUrl: null, signingSecret: null, defaultTtlMs: 604_800_000, credentials: null },
        rss: { title: "System Status", link: null, guidBase: "https://status.example.com", maxItems: 50 },
        incidents: { retentionMs: 3650 * 86_400_000, minimumMs: 0 },
        history: {
          keepMs: 400 * 86_400_000,
          keepSoftMs: 30 * 86_400_000,
          weights: { major_outage: 1, partial_outage: 0.3, degraded_performance: 0, under_maintenance: 0 },
        },
        comments: { pullNagiosComments: true },
        public: { objectNames: true, pluginOutput: false },
        page: { name: "Service status" },
        logging: { format: "text", level: "info", filePath: null },
      },
    });
  });

  it("reports a named file that is not there, together with the faults of the environment", async () => {
    const loaded = await load({}, { CONFIG_PATH: "conf/x.yaml", API_PORT: "80a" });
    expect(loaded.kind === "faults" && formatFaults(loaded.faults)).toBe(
      [
        "The configuration has 2 faults:",
        "  CONFIG_PATH: found no file at /srv/page/conf/x.yaml; allowed is a readable YAML file.",
        '  API_PORT: api.port: found "80a"; allowed is a whole number from 1 to 65535.',
      ].join("\n"),
    );
  });

  it("reports a default file that is there and cannot be read", async () => {
    const readFile = async () => {
      throw Object.assign(new Error("no"), { code: "EACCES" });
    };
    const loaded = await loadConfig({ env: {}, cwd: CWD, readFile });
    expect(loaded.kind === "faults" && loaded.faults[0]).toMatchObject({
      place: { kind: "file", file: "/srv/page/config.yaml", line: null },
      found: "a file that cannot be read (EACCES)",
    });
  });
});

describe("the predecessor's file", () => {
  const text = `
nagios:
  status_dat_path: /var/lib/nagios4/status.dat
  hostgroups:
    - web-servers
  servicegroups: []
  hosts: [1, 007, on, ~x]
  services:
    - host_name: db1
      service_description: "Disk Space, /var"
polling:
  interval_seconds: 60
  staleness_threshold_seconds: 900
database:
  path: /data/status.db
api:
  host: 127.0.0.1
  port: 8080
  cors_origins: ["*"]
  basic_auth_username: admin
  basic_auth_password: " pass: word "
rss:
  title: Example status
  link: https://status.example.org/
comments:
  pull_nagios_comments: yes
graph:
  nagiosgraph_url:
  signing_secret: null
`;

  it("works as it is, and names that look like numbers stay names", async () => {
    const { config, warnings } = await loadOk(text);
    expect(warnings).toEqual([]);
    expect(config.nagios.statusPath).toBe("/var/lib/nagios4/status.dat");
    expect(config.selection).toEqual({
      kind: "objects",
      members: {
        hosts: ["1", "007", "on", "~x"],
        services: [{ host: "db1", service: "Disk Space, /var" }],
        hostgroups: ["web-servers"],
        servicegroups: [],
      },
      telling: { mode: "auto", delayMs: 0 },
    });
    expect(config.api).toEqual({
      host: "127.0.0.1",
      port: 8080,
      corsOrigins: ["*"],
      credentials: { username: "admin", password: " pass: word " },
    });
    expect(config.rss).toMatchObject({ link: "https://status.example.org", guidBase: "https://status.example.org/" });
    expect(config.page.name).toBe("Example status");
    expect(config.polling).toMatchObject({ pollIntervalMs: 60_000, stalenessThresholdMs: 900_000 });
  });

  it("gives way to the environment", async () => {
    const { config } = await loadOk(text, {
      NAGIOS_STATUS_DAT_PATH: "var/status.dat",
      NAGIOS_HOSTS: "web1, web2 ,",
      NAGIOS_SERVICES: "web1:HTTP,web1:Disk /",
      POLL_INTERVAL_SECONDS: "30",
      COMMENTS_PULL_NAGIOS_COMMENTS: "off",
      API_BASIC_AUTH_PASSWORD: "other",
      PAGE_NAME: "From outside",
      RSS_TITLE: "",
    });
    expect(config.nagios.statusPath).toBe("/srv/page/var/status.dat");
    expect(config.selection).toMatchObject({
      members: { hosts: ["web1", "web2"], services: ["web1:HTTP", "web1:Disk /"], hostgroups: ["web-servers"] },
    });
    expect(config.polling.pollIntervalMs).toBe(30_000);
    expect(config.comments.pullNagiosComments).toBe(false);
    expect(config.api.credentials).toEqual({ username: "admin", password: "other" });
    expect(config.page.name).toBe("From outside");
    expect(config.rss.title).toBe("Example status");
  });
});

describe("components", () => {
  it("take name, group, members and rule, and make a slug of the name", async () => {
    const { config } = await loadOk(`
components:
  - name: Café & Shop
    group: Sales
    description: Where people buy
    services: [{host: web*, service: HTTP}, "web1;Disk /"]
    rule: { at_least: 2 }
  - { name: Mail, slug: post, hosts: [mail1], rule: "at_least: 3" }
  - { name: DNS, hostgroups: [dns], rule: Best }
  - { name: 日本, servicegroups: [jp], at_least: 4 }
  - { name: 42, hosts: [42] }
`);
    expect(config.public.objectNames).toBe(false);
    expect(config.selection).toMatchObject({
      kind: "components",
      components: [
        {
          slug: "cafe-shop",
          name: "Café & Shop",
          group: "Sales",
          description: "Where people buy",
          members: { hosts: [], services: [{ host: "web*", service: "HTTP" }, "web1;Disk /"] },
          rule: { kind: "at_least", count: 2 },
        },
        { slug: "post", rule: { kind: "at_least", count: 3 }, group: null, description: null },
        { slug: "dns", rule: { kind: "best" } },
        { slug: "日本", rule: { kind: "at_least", count: 4 } },
        { slug: "42", name: "42", rule: { kind: "worst" }, members: { hosts: ["42"] } },
      ],
    });
  });

  it("win over the predecessor's keys, with a warning", async () => {
    const { config, warnings } = await loadOk("components: []\nnagios: {hosts: [a], hostgroups: [b]}");
    expect(config.selection).toEqual({ kind: "components", components: [] });
    expect(warnings).toEqual(["components is given, so nagios.hosts, nagios.hostgroups are ignored"]);
  });

  it("are refused without a name, without members, with one slug twice, with a rule that is none", async () => {
    const text = `components:
  - hosts: [a]
  - name: Mail
  - { name: Web, hosts: [a] }
  - { name: "web!", hosts: [a] }
  - { name: "!!", hosts: [a] }
  - { name: X, slug: Not OK, hosts: [a], rule: most }
  - { name: Y, hosts: [a], rule: best, at_least: 2 }
  - { name: Z, hosts: a, services: [nothing, {host: a}], at_least: 0 }
  - Shop
`;
    expect(await faultsOf(text)).toEqual([
      "2:5 components[0].name: nothing",
      "3:5 components[1]: a component that is made of nothing",
      '5:7 components[3].name: the slug "web", which "Web" has already',
      "6:7 components[4].name: a name without a letter or digit",
      '7:22 components[5].slug: "Not OK"',
      '7:48 components[5].rule: "most"',
      "8:40 components[6].at_least: at_least beside rule",
      "9:23 components[7].hosts: a text",
      '9:37 components[7].services[0]: "nothing"',
      "9:46 components[7].services[1]: a section with keys",
      '9:68 components[7].at_least: "0"',
      "10:5 components[8]: a text",
    ]);
  });
});

describe("metrics", () => {
  it("name a value of a service's or a host's performance data, and how it is shown", async () => {
    const { config } = await loadOk(`
metrics:
  - { name: "Portal, response time", host: web01, service: HTTP, value: time, unit: s, factor: 0.001, slow_from: 2.5 }
  - { name: Way to the branch, host: 007, value: rta }
`);
    expect(config.metrics).toEqual([
      { name: "Portal, response time", key: "web01;HTTP", label: "time", unit: "s", factor: 0.001, slowFrom: 2.5 },
      { name: "Way to the branch", key: "007", label: "rta", unit: null, factor: 1, slowFrom: null },
    ]);
    expect((await loadOk("")).config.metrics).toEqual([]);
    expect((await loadOk("metrics:")).config.metrics).toEqual([]);
  });

  it("are refused without what they are made of, with one name twice, with numbers that are none", async () => {
    const text = `metrics:
  - { name: A, host: a, value: time, factor: 0, slow_from: fast }
  - { name: A, host: b, value: time, unit: a very long unit }
  - { name: C, host: a }
`;
    expect(await faultsOf(text)).toEqual([
      '2:46 metrics[0].factor: "0"',
      '2:60 metrics[0].slow_from: "fast"',
      '3:7 metrics[1].name: the name "A", which a metric above has already',
      '3:44 metrics[1].unit: "a very long unit"',
      "4:5 metrics[2].value: nothing",
    ]);
  });

  it("are twenty at most", async () => {
    const list = (count: number) =>
      `metrics:\n${Array.from({ length: count }, (_, index) => `  - { name: m${index}, host: a, value: b }\n`).join("")}`;
    expect((await loadOk(list(20))).config.metrics).toHaveLength(20);
    expect(await faultsOf(list(21))).toEqual([expect.stringContaining("metrics: 21 metrics")]);
  });
});

describe("promises and weights", () => {
  it("are decimal numbers within their bounds", async () => {
    const { config } = await loadOk(
      "components: [{ name: A, hosts: [a], sla: 99.95 }, { name: B, hosts: [b] }]\nhistory: { weights: { partial_outage: 0.5 } }",
      { HISTORY_WEIGHTS_MAJOR_OUTAGE: "0.9" },
    );
    expect(config.selection).toMatchObject({ components: [{ sla: 99.95 }, { sla: null }] });
    expect(config.history.weights).toMatchObject({ partial_outage: 0.5, major_outage: 0.9, degraded_performance: 0 });
  });

  it("are refused outside of them", async () => {
    const text =
      "components: [{ name: A, hosts: [a], sla: 0 }]\nhistory:\n  weights: { partial_outage: 1.1 }\n  days: 0\n";
    expect(await faultsOf(text)).toEqual([
      '1:42 components[0].sla: "0"',
      '3:30 history.weights.partial_outage: "1.1"',
      '4:9 history.days: "0"',
    ]);
  });
});

describe("states", () => {
  it("accept Nagios' capitals and the words as people write them", async () => {
    const { config } = await loadOk(
      "states: {host: {DOWN: partial outage, unreachable: Unknown}, service: {Warning: operational}}",
    );
    expect(config.mapping).toEqual({
      host: { down: "partial_outage", unreachable: "unknown" },
      service: { warning: "operational", critical: "major_outage", unknown: "unknown" },
    });
  });

  it("refuse a state twice, an unknown one and an unknown word, where they stand", async () => {
    const text =
      "states:\n  host:\n    DOWN: unknown\n    down: unknown\n  service:\n    CRITICAL: majr_outage\n    OK: operational\n";
    expect(await faultsOf(text)).toEqual([
      "4:5 states.host.down: a state that was given already",
      '6:15 states.service.critical: "majr_outage" → major_outage',
      "7:5 states.service.ok: a key that is not known",
    ]);
  });
});

describe("faults", () => {
  it("are all told at once, each where it stands, with what was probably meant", async () => {
    const text = `pollling:
  interval_seconds: 60
polling:
  interval: 60
  interval_seconds: 5 minutes
  interval_seconds: 0
  enable_auto_recovery: [true]
api: 8000
rss:
  link: status.example.org
  max_items:
    a: 1
nagios:
  hosts: web1
  hostgroups: [web, {a: b}, ]
  retention_days: 3
page: {time_zone: Europe/Berln}
__proto__: {x: 1}
constructor: 1
public:
`;
    expect(await faultsOf(text, { POLL_MAX_CONSECUTIVE_FAILURES: "-1" })).toEqual([
      "1:1 pollling: a key that is not known → polling",
      "4:3 polling.interval: a key that is not known",
      "6:3 polling.interval_seconds: a key that was given already",
      '6:21 polling.interval_seconds: "0"',
      "7:25 polling.enable_auto_recovery: a list",
      "8:6 api: a text",
      '10:9 rss.link: "status.example.org"',
      "12:5 rss.max_items: a section with keys",
      "14:10 nagios.hosts: a text",
      "15:21 nagios.hostgroups[1]: a section with keys",
      "16:3 nagios.retention_days: a key that is not known → incidents.retention_days",
      '17:19 page.time_zone: "Europe/Berln" → Europe/Berlin',
      "18:1 __proto__: a key that is not known",
      "19:1 constructor: a key that is not known",
      'POLL_MAX_CONSECUTIVE_FAILURES polling.max_consecutive_failures: "-1"',
    ]);
  });

  it("of the form are told in our words, and what follows them is not judged", async () => {
    expect(await faultsOf("polling:\n\tinterval_seconds: 3\n")).toEqual(["2:1 : a tab in the indentation"]);
    expect(
      await faultsOf("polling:\n  interval_seconds: x\ncomponents:\n  - name: A\n    rule: at_least: 2\n"),
    ).toEqual(['2:21 polling.interval_seconds: "x"', "5:11 : a value that holds a colon followed by a space"]);
    expect(await faultsOf("nagios:\n  hosts: [*web]\n")).toEqual([
      "2:11 nagios.hosts[0]: an unquoted value that begins with *",
    ]);
    expect(await faultsOf("- a\n- b\n")).toEqual(["1:1 : a list"]);
    expect(await faultsOf("just text")).toEqual(["1:1 : a text"]);
  });

  it("name the half of a pair of credentials that is missing", async () => {
    expect(await faultsOf("api: {basic_auth_username: a}", { GRAPH_BASIC_AUTH_PASSWORD: "b" })).toEqual([
      "1:7 api.basic_auth_username: this without api.basic_auth_password",
      "GRAPH_BASIC_AUTH_PASSWORD graph.basic_auth_password: this without graph.basic_auth_username",
    ]);
  });

  it.each([
    "api: {basic_auth_username: a, basic_auth_password: [hunter2]}",
    "api: {basic_auth_username: a, basic_auth_password: {hunter2: hunter2}}",
    "api:\n  basic_auth_username: a\n  basic_auth_password: *hunter2\n",
    "api:\n  basic_auth_password: hunter2: hunter2\n",
    'api:\n  basic_auth_password: "hunter2\n',
    "api: hunter2",
    "hunter2",
    "graph: {nagiosgraph_url: 'ftp://user:hunter2@example.org'}",
    "graph: {basic_auth_password: hunter2}",
  ])("never show a secret: %s", async (text) => {
    const loaded = await load(text);
    expect(loaded.kind).toBe("faults");
    expect(loaded.kind === "faults" && formatFaults(loaded.faults)).not.toContain("hunter2");
  });

  it("of aliases that multiply or bite their own tail come quickly", async () => {
    const bomb = [
      "a: &a [x]",
      ..."bcdefghijkl".split("").map((key, i) => `${key}: &${key} [${`*${"abcdefghijk"[i]},`.repeat(9)}]`),
    ];
    expect(await faultsOf(bomb.join("\n"))).toContain("1:1 : aliases that lead to too many values");
    expect(await faultsOf("nagios: &n {hosts: *n}")).not.toEqual([]);
  });

  it("are values for any text whatever: loading never throws", async () => {
    const word = fc.constantFrom(
      "nagios",
      "hosts",
      "api",
      "port",
      ":",
      " ",
      "\n",
      "  ",
      "- ",
      "[",
      "{",
      "}",
      "*",
      "&a",
      "'",
      "\t",
      "1",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(word).map((words) => words.join("")),
          fc.string(),
        ),
        async (text) => {
          const loaded = await load(text);
          expect(["ok", "faults"]).toContain(loaded.kind);
        },
      ),
    );
  });
});

describe("bounds and odd spellings", () => {
  it("keeps origins in the form that browsers send and refuses paths", async () => {
    const { config } = await loadOk("api: {cors_origins: [https://A.example.com/, 'http://b.example.com:8080']}");
    expect(config.api.corsOrigins).toEqual(["https://a.example.com", "http://b.example.com:8080"]);
    expect(await faultsOf("api: {cors_origins: [https://a.example.com/x]}")).toHaveLength(1);
  });

  it("warns of a threshold that every poll will miss", async () => {
    const { warnings } = await loadOk("polling: {interval_seconds: 300, staleness_threshold_seconds: 300}");
    expect(warnings).toHaveLength(1);
  });

  it("warns of a variable that looks like a slip, and of no other", async () => {
    const env = {
      NAGIOS_HOSTGROUP: "web",
      API_KEY: "x",
      PAGE_NAMES: "",
      HOME: "/",
      LOG_LEVELS: "debug",
      LOG_LEVEL: "info",
    };
    const { warnings } = await loadOk("", env);
    expect(warnings).toEqual(["NAGIOS_HOSTGROUP in the environment is not known; NAGIOS_HOSTGROUPS is"]);
  });

  it("reads a file with a byte order mark, Windows' line ends and comments alone", async () => {
    expect((await loadOk("\uFEFFapi:\r\n  port: 81\r\n")).config.api.port).toBe(81);
    expect((await loadOk("# nothing\n")).config.api.port).toBe(8000);
  });

  it("reads aliases and shows names with the file's own words", async () => {
    const { config } = await loadOk("nagios:\n  hosts: &h [a]\ncomponents:\n  - {name: A, hosts: *h}\n");
    expect(config.selection).toMatchObject({ components: [{ members: { hosts: ["a"] } }] });
  });
});
