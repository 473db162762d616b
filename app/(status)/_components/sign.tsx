import type { ReactNode } from "react";
import type { PublicState } from "@/lib/domain/public-state";

/** Shape and colour of each state. The shape carries the meaning, the colour comes third, after the word. */
const SIGNS = {
  operational: {
    color: "text-operational",
    shape: (
      <>
        <circle cx="8" cy="8" r="7.2" fill="currentColor" />
        <path d="M4.7 8.3l2.3 2.3 4.4-5" fill="none" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
      </>
    ),
  },
  degraded_performance: {
    color: "text-degraded",
    shape: (
      <>
        <path d="M8 1.6 15 14H1Z" fill="currentColor" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
        <path d="M8 6v4M8 12.2v.1" strokeWidth="1.7" strokeLinecap="round" />
      </>
    ),
  },
  partial_outage: {
    color: "text-partial",
    shape: (
      <>
        <path d="M8 .9 15.1 8 8 15.1.9 8Z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
        <path d="M8 1v14L1 8Z" fill="currentColor" stroke="none" />
      </>
    ),
  },
  major_outage: {
    color: "text-major",
    shape: (
      <>
        <rect x="1" y="1" width="14" height="14" rx="2" fill="currentColor" stroke="none" />
        <path d="M5.1 5.1l5.8 5.8M10.9 5.1l-5.8 5.8" strokeWidth="1.9" strokeLinecap="round" />
      </>
    ),
  },
  under_maintenance: {
    color: "text-maintenance",
    shape: (
      <>
        <path d="M8 .6 14.5 4.3v7.4L8 15.4 1.5 11.7V4.3Z" fill="currentColor" stroke="none" />
        <path d="M4.9 11.1 8.3 7.7" strokeWidth="1.9" strokeLinecap="round" />
        <path
          d="M11.9 5.6 10.3 7.2 8.9 5.8 10.5 4.2A2.6 2.6 0 1 0 11.9 5.6Z"
          fill="var(--sign-cut, var(--color-on-sign))"
          stroke="none"
        />
      </>
    ),
  },
  unknown: {
    color: "text-unknown",
    shape: (
      <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.7" strokeDasharray="2.9 2.13" />
    ),
  },
} satisfies Record<PublicState, { color: string; shape: ReactNode }>;

/** The class that gives text the colour of a state. */
export function colorOf(state: PublicState): string {
  return SIGNS[state].color;
}

/** The sign of a state in the colour of the text around it. It is decoration: the word must stand beside it. */
export function Sign({ state, className = "size-[1.15em]" }: { state: PublicState; className?: string }) {
  return (
    <svg className={className === "" ? "sign" : `sign ${className}`} aria-hidden="true">
      <use href={`#sign-${state}`} />
    </svg>
  );
}

/** An eye: it is over, and watched. It says nothing of how things are, and takes the colour of the text around it. */
export function WatchSign({ className = "size-[1.15em]" }: { className?: string }) {
  return (
    <svg className={`sign ${className}`} viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
      <path
        d="M.9 8C3 4.6 5.4 3 8 3s5 1.6 7.1 5C13 11.4 10.6 13 8 13S3 11.4.9 8Z"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx="8" cy="8" r="2.6" fill="currentColor" stroke="none" />
    </svg>
  );
}

/** All signs, drawn once a page; each `Sign` points here, so that five hundred of them stay small. */
export function SignSprite() {
  return (
    <svg className="absolute size-0" aria-hidden="true">
      {Object.entries(SIGNS).map(([state, { shape }]) => (
        <symbol
          key={state}
          id={`sign-${state}`}
          viewBox="0 0 16 16"
          stroke="var(--sign-cut, var(--color-on-sign))"
          fill="none"
        >
          {shape}
        </symbol>
      ))}
    </svg>
  );
}
