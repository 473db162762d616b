/** Advance widths of Verdana, in thousandths of the font's size, by the characters that share one. */
const ADVANCES: readonly (readonly [width: number, characters: string])[] = [
  [269, "'"],
  [275, "ijl"],
  [352, " f"],
  [364, ",."],
  [394, "!t"],
  [421, "IJ"],
  [427, "r"],
  [454, "()-/:;[\\]|·"],
  [459, '"'],
  [521, "cs"],
  [525, "z"],
  [545, "?"],
  [557, "L"],
  [592, "kvxy"],
  [596, "aeo"],
  [615, "TYF"],
  [623, "bdpqg"],
  [633, "hnu"],
  [636, "0123456789$*_`{}"],
  [632, "E"],
  [686, "ABCKVXZ"],
  [695, "PR"],
  [727, "&"],
  [751, "HNU"],
  [771, "D"],
  [776, "G"],
  [787, "OQ"],
  [818, "#+<=>^~w"],
  [843, "M"],
  [973, "m"],
  [989, "W"],
  [1000, "@—…"],
  [1076, "%"],
];

const WIDTHS = new Map(
  ADVANCES.flatMap(([width, characters]) => [...characters].map((each) => [each, width] as const)),
);

/** Letters of other alphabets, and what is as wide as it is high: Chinese, Japanese, Korean, pictures. */
const OTHER_WIDTH = 680;
const SQUARE_WIDTH = 1050;
const SQUARE =
  /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Extended_Pictographic}/u;

/** About how wide a text is in Verdana of a size, without any font at hand. Rather a little too wide. */
export function measureText(text: string, size: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += widthOf(character);
  return (thousandths * size) / 1000;
}

/** Letters with accents are as wide as without. */
function widthOf(character: string): number {
  if (/^\p{M}$/u.test(character)) return 0;
  const [base = character] = character.normalize("NFD");
  return WIDTHS.get(base) ?? (SQUARE.test(character) ? SQUARE_WIDTH : OTHER_WIDTH);
}
