import { createHash } from "node:crypto";
import { type Branding, NO_BRANDING } from "@/lib/config/branding";
import type { Logo } from "@/lib/config/logo";
import { answerConditionally } from "@/lib/http/conditional";
import { type BrandingView, LOGO_HEIGHT, PLAIN_BRANDING, writePageStyle } from "@/lib/view/branding-view";
import { type Rendered, renderMarkdown } from "@/lib/view/render-markdown";
import { answerNone, answerText } from "./answer-text";
import { getRuntime } from "./runtime";

/** A logo is opened by itself too: nothing in it may run or be fetched. */
const IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
/** What is named by its content never changes. */
const CACHING = "public, max-age=86400";

/** How the page looks by the configuration in force. */
export function readBranding(): BrandingView {
  const branding = findBranding();
  if (branding === NO_BRANDING) return PLAIN_BRANDING;
  const { logo, logoDark, headerLinks, footerLinks, about } = branding;
  const style = writeStyle(branding);
  return {
    logo:
      logo === null
        ? null
        : { href: nameLogo("light", logo), darkHref: logoDark && nameLogo("dark", logoDark), width: measure(logo) },
    styleHref: style === "" ? null : `/page.css?v=${nameContent(style)}`,
    headerLinks,
    footerLinks,
    hasAbout: about !== null,
  };
}

/** What stands on `/about`; null where the operator wrote nothing. */
export function readAbout(): Rendered | null {
  const { about } = findBranding();
  return about === null ? null : renderMarkdown(about);
}

/** Sends a logo, by the name of its theme. */
export function answerLogo(request: Request, theme: string): Response {
  const { logo, logoDark } = findBranding();
  const found = theme === "light" ? logo : theme === "dark" ? logoDark : null;
  if (found === null) return answerNone("There is no such logo.");
  const headers = { "Cache-Control": CACHING, "Content-Security-Policy": IMAGE_POLICY };
  const body = new Uint8Array(Buffer.from(found.base64, "base64"));
  return answerConditionally(request, {
    body,
    etag: `"${nameContent(found.base64)}"`,
    contentType: found.type,
    headers,
  });
}

/** Sends the operator's colours and style sheet. */
export function answerStyle(request: Request): Response {
  const body = writeStyle(findBranding());
  return answerText(request, { body, contentType: "text/css; charset=utf-8", caching: CACHING });
}

function findBranding(): Branding {
  return getRuntime().inForce?.config.page.branding ?? NO_BRANDING;
}

function writeStyle({ accent, accentDark, style }: Branding): string {
  return writePageStyle(accent, accentDark, style);
}

function nameLogo(theme: "light" | "dark", logo: Logo): string {
  return `/logo/${theme}?v=${nameContent(logo.base64)}`;
}

function measure({ ratio }: Logo): number | null {
  return ratio === null ? null : Math.round(LOGO_HEIGHT * ratio);
}

function nameContent(content: string): string {
  return createHash("sha256").update(content).digest("base64url").slice(0, 12);
}
