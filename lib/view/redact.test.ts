import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor, hideAll } from "./redact";

const WORDS = ["db-secret", "db1.corp.example", "jdoe", "Jane Doe", "s3cr3t-community", "Disk Space, /var"];
const redact = createRedactor(WORDS, ["Website", "Mail for all", "web1", "Backup /srv/data", "198.51.100.7"]);

describe("a text from Nagios", () => {
  it.each([
    ["We move db-secret tonight", "We move […] tonight"],
    ["DB-SECRET.internal.example and db1.corp.example: jdoe looks", "[…] and […]: […] looks"],
    ["Jane Doe (jdoe) knows s3cr3t-community", "[…] ([…]) knows […]"],
    ["Disk Space, /var is full", "[…] is full"],
    ["ping 192.0.2.77, [2001:db8::1]:443 and fe80::1%eth0", "ping […], [[…]]:443 and […]%eth0"],
    ["::ffff:192.0.2.1 and 00:1a:2b:3c:4d:5e", "[…] and […]"],
    [
      "at 12:30:45 version 4.4.6 lost 100% of 3/4, and/or 24/7",
      "at 12:30:45 version 4.4.6 lost 100% of 3/4, and/or 24/7",
    ],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["see /usr/lib/nagios/plugins/check_x or C:\\Data\\x, \\\\files\\share", "see […] or […] […]"],
    ["$USER1$/check_ping -H $HOSTADDRESS$ $_HOSTSNMP$ costs $5", "[…]/check_ping -H […] […] costs $5"],
    ["http://user:pa@ss@shop.example.org/x?api_key=abc&y=1", "http://[…]@shop.example.org/x?api_key=[…]&y=1"],
    ["https://status.example.org/incidents/7 says more", "https://status.example.org/incidents/7 says more"],
    ["Website, Mail for all, web1 and 198.51.100.7 are well", "Website, Mail for all, web1 and 198.51.100.7 are well"],
    ["Backup /srv/data runs", "Backup /srv/data runs"],
    ["", ""],
  ])("%j leaves as %j", (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it("holds no private word after it, whatever stands around, and is not changed a second time", () => {
    const piece = fc.oneof(fc.constantFrom(...WORDS, " ", ".", "/", "-", ":", "$", "@"), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = redact(pieces.join(" "));
        for (const word of WORDS) expect(` ${once.toLowerCase()} `).not.toContain(` ${word.toLowerCase()} `);
        expect(redact(once)).toBe(once);
      }),
    );
  });

  it.each(["a", "/a", "a/", "://a", ":", "$A", "[…]", "\\", "?key", "1.", "f:", "db-", "@"])(
    "of 50,000 times %j takes no time",
    (text) => {
      const begin = performance.now();
      redact(text.repeat(50_000));
      expect(performance.now() - begin).toBeLessThan(1000);
    },
  );

  it("is not told at all while nobody knows what is private", () => {
    expect(hideAll("db-secret is down")).toBe("[…]");
  });
});
