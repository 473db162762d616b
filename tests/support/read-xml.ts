import { SaxesParser } from "saxes";

/** The whole text of every element of a name, in order. Throws for what is not well-formed (XML 1.0, with namespaces). */
export function readElements(xml: string, name: string): string[] {
  const parser = new SaxesParser({ xmlns: true });
  const open: string[][] = [];
  const texts: string[] = [];
  const take = (text: string) => {
    for (const parts of open) parts.push(text);
  };
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    if (tag.name === name) open.push([]);
  });
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", (tag) => {
    if (tag.name === name) texts.push(open.pop()?.join("") ?? "");
  });
  parser.write(xml).close();
  return texts;
}
