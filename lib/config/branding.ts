import { resolve } from "node:path";
import type { CrossFault } from "./cross-checks";
import { findStyleFault, MOST_STYLE_BYTES } from "./custom-style";
import { type Logo, MOST_LOGO_BYTES, readLogo } from "./logo";
import type { ConfigInput } from "./schema";

/** How the page looks and what it links to where the operator decided so. Files are held as they were at the start. */
export interface Branding {
  logo: Logo | null;
  /** For dark screens; null where the other one does for both. */
  logoDark: Logo | null;
  /** `#rrggbb`; null for the design's own. */
  accent: string | null;
  accentDark: string | null;
  style: string | null;
  /** Markdown. */
  about: string | null;
  headerLinks: readonly PageLink[];
  footerLinks: readonly PageLink[];
}

export interface PageLink {
  label: string;
  url: string;
}

export const NO_BRANDING: Branding = {
  logo: null,
  logoDark: null,
  accent: null,
  accentDark: null,
  style: null,
  about: null,
  headerLinks: [],
  footerLinks: [],
};

type ReadBytes = (path: string) => Promise<Uint8Array>;

/** Reads the files that the section `page` names, and says of each what is wrong with it. */
export async function readBranding(
  page: ConfigInput["page"],
  cwd: string,
  readBytes: ReadBytes,
): Promise<{ branding: Branding; faults: CrossFault[] }> {
  const faults: CrossFault[] = [];
  const read = async <T>(key: "logo" | "logo_dark" | "style", kind: FileKind<T>): Promise<T | null> => {
    const path = page[key];
    if (path === undefined) return null;
    const value = await readBytes(resolve(cwd, path)).then(kind.check, sayUnreadable);
    if (typeof value !== "string") return value.value;
    faults.push({ path: ["page", key], found: value, allowed: kind.allowed });
    return null;
  };
  const [logo, logoDark, style] = await Promise.all([
    read("logo", LOGO),
    read("logo_dark", LOGO),
    read("style", STYLE),
  ]);
  const branding = {
    logo,
    logoDark,
    style,
    accent: page.accent ?? null,
    accentDark: page.accent_dark ?? null,
    about: page.about ?? null,
    headerLinks: page.header_links ?? [],
    footerLinks: page.footer_links ?? [],
  };
  return { branding, faults };
}

/** What a file must be. `check` answers a text for what is wrong. */
interface FileKind<T> {
  allowed: string;
  check: (bytes: Uint8Array) => { value: T } | string;
}

const LOGO: FileKind<Logo> = {
  allowed: `a readable SVG or PNG file of at most ${MOST_LOGO_BYTES / 1024} KiB`,
  check: (bytes) => {
    const logo = readLogo(bytes);
    return typeof logo === "string" ? logo : { value: logo };
  },
};

const STYLE: FileKind<string> = {
  allowed: `a readable CSS file of at most ${MOST_STYLE_BYTES / 1024} KiB, without @import and addresses of elsewhere`,
  check: (bytes) => {
    const css = new TextDecoder().decode(bytes);
    return findStyleFault(css) ?? { value: css };
  },
};

function sayUnreadable(error: unknown): string {
  const code = String((error as NodeJS.ErrnoException | null)?.code ?? "an error");
  return code === "ENOENT" || code === "ENOTDIR" ? "a file that is not there" : `a file that cannot be read (${code})`;
}
