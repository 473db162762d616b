/** The product's mark: the case on its stand. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 26 30" fill="none" stroke="currentColor" aria-hidden="true">
      <rect x="3.75" y="1.75" width="18.5" height="20.5" strokeWidth="1.5" />
      <path d="M1 24.5h24" strokeWidth="3" />
      <path d="M3.5 26v4M22.5 26v4" strokeWidth="1.5" />
      <circle className="fill-accent" cx="13" cy="15.4" r="3.6" stroke="none" />
    </svg>
  );
}
