/** Shows that something unfolds. */
export function Chevron() {
  return (
    <svg className="chevron size-[0.7rem] shrink-0 text-ink-3 print:hidden" viewBox="0 0 10 10" aria-hidden="true">
      <path
        d="M3 1l4 4-4 4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
