/** How the page looks and what it links to, where the operator decided so. */
export interface BrandingView {
  logo: LogoView | null;
  /** The operator's colours and style sheet; null where there is none. */
  styleHref: string | null;
  headerLinks: readonly { label: string; url: string }[];
  footerLinks: readonly { label: string; url: string }[];
  hasAbout: boolean;
}

export interface LogoView {
  href: string;
  /** For dark screens; null where the other one does for both. */
  darkHref: string | null;
  /** In pixels, so that nothing moves when it comes; null where nobody knows. */
  width: number | null;
}

/** The page without anything of the operator's. */
export const PLAIN_BRANDING: BrandingView = {
  logo: null,
  styleHref: null,
  headerLinks: [],
  footerLinks: [],
  hasAbout: false,
};

export const LOGO_HEIGHT = 32;

/** The operator's colours in place of the design's, and then the operator's own rules. */
export function writePageStyle(accent: string | null, accentDark: string | null, style: string | null): string {
  const own = [accent ?? DESIGN.accent, accentDark ?? DESIGN.accentDark] as const;
  const colors =
    accent === null && accentDark === null
      ? ""
      : `:root {
  --color-accent: light-dark(${own[0]}, ${own[1]});
  --color-accent-wash: light-dark(color-mix(in srgb, ${own[0]} 10%, #fffefc), color-mix(in srgb, ${own[1]} 12%, #0d1117));
}
`;
  return colors + (style ?? "");
}

const DESIGN = { accent: "#573a8e", accentDark: "#bfa9f5" };
