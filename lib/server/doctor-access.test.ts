import { describe, expect, it } from "vitest";
import { mendAccess, quote, sayBlocked } from "./doctor-access";
import type { Need, Reader, Step } from "./doctor-path";

const VITRINE: Reader = { name: "vitrine", uid: 990, gids: [990], groups: [] };

function folder(group: string, mode: number, more: Partial<Step> = {}): Step {
  const step = { path: "/var/lib/nagios4", isFolder: true, uid: 111, gid: 33, mode, owner: "nagios", group };
  return { ...step, ...more };
}

function mend(at: Step, need: Need, reader: Reader = VITRINE): string {
  return mendAccess(at, need, reader).join("\n");
}

describe("what mends a refusal", () => {
  it("is the group where the group has the permission: Debian's 0750 folder of nagios:www-data", () => {
    const at = folder("www-data", 0o750);
    expect(mend(at, "enter")).toContain("sudo usermod -aG www-data vitrine");
    expect(sayBlocked(at, "enter", VITRINE)).toBe(
      "/var/lib/nagios4 (nagios:www-data, 0750) does not let this user in (vitrine)",
    );
  });

  it("is an access list where the group means far more: Debian's 2751 log folder of nagios:adm", () => {
    expect(mend(folder("adm", 0o2751, { path: "/var/log/nagios4/archives" }), "list")).toBe(
      "sudo setfacl -m u:vitrine:rx /var/log/nagios4/archives",
    );
  });

  it("is a new session for who is in the group already", () => {
    const listed = { ...VITRINE, groups: ["www-data"] };
    expect(mend(folder("www-data", 0o750), "enter", listed)).toContain("log in again");
  });

  it("is an access list where not even the group may", () => {
    expect(mend(folder("nagios", 0o700), "enter")).toBe("sudo setfacl -m u:vitrine:x /var/lib/nagios4");
  });

  it("lasts for a file that is written anew every few seconds", () => {
    const file = folder("nagios", 0o600, { path: "/var/lib/nagios4/status.dat", isFolder: false });
    expect(mendAccess(file, "read", VITRINE)).toEqual([
      "sudo setfacl -m u:vitrine:r /var/lib/nagios4/status.dat",
      expect.stringContaining("sudo setfacl -d -m u:vitrine:r /var/lib/nagios4 "),
    ]);
  });

  it("is the owner's own bits for the owner, whom neither group nor others help", () => {
    expect(mend(folder("vitrine", 0o077, { uid: 990 }), "write")).toBe("sudo chmod u+rwx /var/lib/nagios4");
  });

  it("is no bit where the bits allow it already: something else decides", () => {
    expect(mend(folder("www-data", 0o755), "list")).toContain("SELinux");
    const member = { ...VITRINE, gids: [990, 33] };
    expect(mend(folder("www-data", 0o750), "enter", member)).toContain("getfacl");
  });
});

describe("a path in a command", () => {
  it("is read back by a shell as it was", () => {
    expect(quote("/var/lib/nagios4")).toBe("/var/lib/nagios4");
    expect(quote("/srv/it's here")).toBe("'/srv/it'\\''s here'");
  });
});
