import { LOGO_HEIGHT, type LogoView } from "@/lib/view/branding-view";

/** The operator's logo. The name stands beside it: to those who hear the page it would say the same twice. */
export function Logo({ href, darkHref, width }: LogoView) {
  return (
    <picture className="shrink-0">
      {darkHref !== null && <source media="(prefers-color-scheme: dark)" srcSet={darkHref} />}
      <img
        className="h-8 w-auto max-w-24 sm:max-w-40 object-contain"
        src={href}
        alt=""
        height={LOGO_HEIGHT}
        width={width ?? undefined}
      />
    </picture>
  );
}
