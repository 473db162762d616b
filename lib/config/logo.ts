/** A picture of the operator's, as it is sent. */
export interface Logo {
  type: "image/svg+xml" | "image/png";
  /** Its bytes in base64, so that a configuration can be compared as text. */
  base64: string;
  /** Width by height; null where the picture does not say. */
  ratio: number | null;
}

export const MOST_LOGO_BYTES = 256 * 1024;

const PNG_BEGIN = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Reads a picture by what it holds, whatever it is called. A text is what is wrong, as words that follow "found". */
export function readLogo(bytes: Uint8Array): Logo | string {
  if (bytes.length > MOST_LOGO_BYTES) return "a file that is longer";
  const base64 = Buffer.from(bytes).toString("base64");
  if (PNG_BEGIN.every((byte, index) => bytes[index] === byte)) {
    return { type: "image/png", base64, ratio: readPngRatio(bytes) };
  }
  const text = new TextDecoder().decode(bytes);
  const [open] = /<svg\b[^>]*>/i.exec(text) ?? [];
  if (open === undefined || text.includes("\u0000")) return "a file that is neither SVG nor PNG";
  return { type: "image/svg+xml", base64, ratio: readSvgRatio(open) };
}

/** PNG, 11.2.2: width and height are the first fields of the first chunk. */
function readPngRatio(bytes: Uint8Array): number | null {
  if (bytes.length < 24) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return divide(view.getUint32(16), view.getUint32(20));
}

function readSvgRatio(open: string): number | null {
  const [, box] = /\bviewBox\s*=\s*["']([^"']*)["']/i.exec(open) ?? [];
  const [, , width, height] = (box ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (width !== undefined && height !== undefined) return divide(width, height);
  const [w, h] = ["width", "height"].map((name) => {
    return Number(new RegExp(`\\s${name}\\s*=\\s*["']([\\d.]+)(?:px)?["']`, "i").exec(open)?.[1]);
  });
  return divide(w ?? Number.NaN, h ?? Number.NaN);
}

function divide(width: number, height: number): number | null {
  const ratio = width / height;
  return Number.isFinite(ratio) && ratio > 0 ? ratio : null;
}
