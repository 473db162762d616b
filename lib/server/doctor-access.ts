import type { Need, Reader, Step } from "./doctor-path";

/** The permission bits that something needs, as of one class: 4 read, 2 write, 1 enter. */
function bitsOf(need: Need, isFolder: boolean): number {
  switch (need) {
    case "enter":
      return 1;
    case "list":
      return 5;
    case "read":
      return isFolder ? 5 : 4;
    case "write":
      return isFolder ? 7 : 6;
  }
}

const WAYS = {
  enter: "does not let this user in",
  list: "may not be listed by this user",
  read: "may not be read by this user",
  write: "may not be written by this user",
} satisfies Record<Need, string>;

/** Groups that mean far more than Nagios' files: a permission of its own is the smaller gift. */
const WIDE_GROUPS = new Set(["root", "adm", "wheel", "sudo", "disk", "shadow", "docker"]);

/** Says who is stopped by what: `/var/lib/nagios4 (nagios:www-data, 0750) does not let this user in (vitrine)`. */
export function sayBlocked(at: Step, need: Need, reader: Reader): string {
  const mode = at.mode.toString(8).padStart(4, "0");
  return `${at.path} (${at.owner}:${at.group}, ${mode}) ${WAYS[need]} (${reader.name})`;
}

/**
 * The command that opens a folder or file to the reader, the smallest one that lasts: its own bits for the owner, the
 * group that has the permission, else an access list. POSIX asks owner, group and others in this order, and the first
 * class that applies decides alone.
 */
export function mendAccess(at: Step, need: Need, reader: Reader): string[] {
  const bits = bitsOf(need, at.isFolder);
  const letters = sayBits(bits);
  if (at.uid === reader.uid) {
    return ofClass(at, 6, bits) ? sayHiddenRule(at.path) : [`sudo chmod u+${letters} ${quote(at.path)}`];
  }
  const isMember = reader.gids.includes(at.gid);
  if (ofClass(at, isMember ? 3 : 0, bits)) return sayHiddenRule(at.path);
  if (ofClass(at, 3, bits) && reader.groups.includes(at.group)) {
    return [
      `${reader.name} is in the group ${at.group}, but not yet in this session: log in again, restart the service`,
    ];
  }
  if (ofClass(at, 3, bits) && !WIDE_GROUPS.has(at.group)) {
    return [`sudo usermod -aG ${quote(at.group)} ${quote(reader.name)}   (in force at the next login or restart)`];
  }
  return grant(at, letters, need, reader);
}

function grant(at: Step, letters: string, need: Need, reader: Reader): string[] {
  const list = `sudo setfacl -m u:${quote(reader.name)}:${letters} ${quote(at.path)}`;
  if (at.isFolder || need === "write") return [list];
  const folder = quote(at.path.slice(0, at.path.lastIndexOf("/")) || "/");
  return [list, `sudo setfacl -d -m u:${quote(reader.name)}:r ${folder}   (so that a file written anew keeps it)`];
}

/** The bits allow it, and still it is refused: then something decides that the bits do not show. */
function sayHiddenRule(path: string): string[] {
  return [
    `the permission bits allow it: look at getfacl ${quote(path)}, SELinux or AppArmor, and the limits of the unit`,
  ];
}

function ofClass({ mode }: Step, shift: 0 | 3 | 6, bits: number): boolean {
  return ((mode >> shift) & bits) === bits;
}

function sayBits(bits: number): string {
  return `${bits & 4 ? "r" : ""}${bits & 2 ? "w" : ""}${bits & 1 ? "x" : ""}`;
}

/** As a shell reads it back. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
