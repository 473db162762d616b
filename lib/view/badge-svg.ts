import type { PublicState } from "@/lib/domain/public-state";
import type { Badge, BadgeStyle } from "./badge";
import { dropForbidden, escapeMarkup } from "./markup";
import { measureText } from "./text-width";

/** Dark enough for white words on them, and for what they stand for to be seen on white. */
export const BADGE_COLORS = {
  operational: "#1a7f4b",
  under_maintenance: "#0b5bc7",
  unknown: "#57606a",
  degraded_performance: "#8f5f00",
  partial_outage: "#b54800",
  major_outage: "#c1121f",
} satisfies Record<PublicState, string>;

export const LABEL_COLOR = "#30363d";
export const ON_COLOR = "#ffffff";
export const INK = "#17191d";
const PLATE = "#ffffff";
const LINE = "#cbc7bc";

const HEIGHT = 20;
const FONT_SIZE = 11;
const PADDING = 6;
const BASELINE = 14;
const DOT_RADIUS = 4;

/** A badge as an image that needs nothing from elsewhere: no font, no style, no script. */
export function drawBadge(given: Badge, style: BadgeStyle): string {
  const badge = { ...given, label: dropForbidden(given.label).trim(), message: dropForbidden(given.message) };
  return style === "dot" ? drawDot(badge) : drawFlat(badge);
}

function drawFlat({ label, message, state }: Badge): string {
  const left = label === "" ? 0 : widthFor(label);
  const right = widthFor(message);
  const shapes = [
    `<rect width="${left + right}" height="${HEIGHT}" rx="3" fill="${BADGE_COLORS[state]}"/>`,
    left > 0 && `<path d="M3 0h${left - 3}v${HEIGHT}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="${LABEL_COLOR}"/>`,
    left > 0 && drawText(label, PADDING, ON_COLOR),
    drawText(message, left + PADDING, ON_COLOR),
  ];
  return frame(sayWhole(label, message), left + right, shapes);
}

function drawDot({ label, message, state }: Badge): string {
  const words = sayWhole(label, message);
  const textAt = PADDING + 2 * DOT_RADIUS + PADDING;
  const width = textAt + Math.ceil(measureText(words, FONT_SIZE)) + PADDING;
  const shapes = [
    `<rect x=".5" y=".5" width="${width - 1}" height="${HEIGHT - 1}" rx="9.5" fill="${PLATE}" stroke="${LINE}"/>`,
    `<circle cx="${PADDING + DOT_RADIUS}" cy="${HEIGHT / 2}" r="${DOT_RADIUS}" fill="${BADGE_COLORS[state]}"/>`,
    drawText(words, textAt, INK),
  ];
  return frame(words, width, shapes);
}

function sayWhole(label: string, message: string): string {
  return label === "" ? message : `${label}: ${message}`;
}

function frame(words: string, width: number, shapes: readonly (string | false)[]): string {
  const name = escapeMarkup(words);
  const size = `width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}"`;
  const font = `font-family="Verdana,'DejaVu Sans',Geneva,sans-serif" font-size="${FONT_SIZE}"`;
  const drawn = shapes.filter((shape) => shape !== false).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${name}" ${font}><title>${name}</title>${drawn}</svg>`;
}

function widthFor(text: string): number {
  return Math.ceil(measureText(text, FONT_SIZE)) + 2 * PADDING;
}

/** In another font the words are set as wide as they were taken for. */
function drawText(text: string, x: number, fill: string): string {
  const length = Math.ceil(measureText(text, FONT_SIZE));
  const fit = `textLength="${length}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${x}" y="${BASELINE}" fill="${fill}" ${fit}>${escapeMarkup(text)}</text>`;
}
