import type { PublicState } from "@/lib/domain/public-state";
import { BADGE_COLORS } from "@/lib/view/badge-svg";
import type { SharePicture } from "@/lib/view/share-picture";

const WALL = "#f7f6f2";
const GLASS = "#fffefc";
const INK = "#17191d";
const INK_2 = "#474c55";
const LINE = "#8b8a85";

/** The signs of the page, whole in themselves: nothing of the page's styles reaches a picture. */
const SIGNS = {
  operational: <path d="M4.7 8.3l2.3 2.3 4.4-5" />,
  under_maintenance: <path d="M8 4.5v7M4.5 8h7" />,
  unknown: <path d="M6 6.3a2 2 0 1 1 2.6 2c-.5.2-.6.5-.6 1M8 11.8v.1" />,
  degraded_performance: <path d="M8 4v4.6M8 11.5v.1" />,
  partial_outage: <path d="M4.5 8h7" />,
  major_outage: <path d="M5.1 5.1l5.8 5.8M10.9 5.1l-5.8 5.8" />,
} satisfies Record<PublicState, React.ReactNode>;

const PLATES = {
  operational: <circle cx="8" cy="8" r="7.2" />,
  under_maintenance: <path d="M8 .6 14.5 4.3v7.4L8 15.4 1.5 11.7V4.3Z" />,
  unknown: <circle cx="8" cy="8" r="7.2" />,
  degraded_performance: <path d="M8 .8 15.6 14.6H.4Z" />,
  partial_outage: <path d="M8 .4 15.6 8 8 15.6.4 8Z" />,
  major_outage: <rect x="1" y="1" width="14" height="14" rx="2" />,
} satisfies Record<PublicState, React.ReactNode>;

/** The drawn case with the state as its exhibit, and beside it the sentence of the page with its time. */
export function Picture({ name, state, sentence, asOf }: SharePicture) {
  return (
    <div
      style={{
        display: "flex",
        width: "100%",
        height: "100%",
        background: WALL,
        color: INK,
        padding: "72px 80px",
        alignItems: "center",
        gap: 72,
      }}
    >
      <Case state={state} />
      <div style={{ display: "flex", flexDirection: "column", flex: 1 }}>
        <div style={{ display: "flex", fontSize: 34, color: INK_2 }}>{name}</div>
        <div style={{ display: "flex", fontSize: sentence.length > 60 ? 52 : 68, lineHeight: 1.12, marginTop: 24 }}>
          {sentence}
        </div>
        <div style={{ display: "flex", fontSize: 30, color: INK_2, marginTop: 32 }}>{asOf}</div>
      </div>
    </div>
  );
}

function Case({ state }: { state: PublicState }) {
  return (
    <svg width="264" height="296" viewBox="0 0 132 148" fill="none" aria-hidden="true">
      <rect x="16.5" y="6.5" width="99" height="116" fill={GLASS} stroke={LINE} />
      <path d="M44 96h44v3H44zM8 122h116v4H8z" fill={INK} />
      <path d="M48 99v23M84 99v23M13.5 126v19M118.5 126v19" stroke={LINE} />
      <g transform="translate(46 54) scale(2.5)" fill={BADGE_COLORS[state]}>
        {PLATES[state]}
      </g>
      <g
        transform="translate(46 54) scale(2.5)"
        fill="none"
        stroke={GLASS}
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {SIGNS[state]}
      </g>
    </svg>
  );
}
