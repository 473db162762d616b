import * as z from "zod";
import type { Path } from "./raw";
import { SETTINGS, type Setting } from "./setting";

/** What the schema says of one place in the file. */
export interface SchemaPlace {
  schema: z.core.$ZodType;
  /** Of the setting that the place is, or lies in. */
  setting: Setting | undefined;
  /** What may stand there, in words; null for sections. */
  allowed: string | null;
}

/** Follows a path through the schema as far as it leads. */
export function findSchema(root: z.core.$ZodType, path: Path): SchemaPlace {
  let place: SchemaPlace = look(root, undefined);
  for (const step of path) {
    const inner = enter(place.schema, step);
    if (inner === undefined) break;
    place = look(inner, place.setting);
  }
  return place;
}

/** The keys of a section; empty for anything else. */
export function listKeys(schema: z.core.$ZodType): [string, z.core.$ZodType][] {
  const bare = unwrap(schema);
  return bare instanceof z.ZodObject ? Object.entries(bare.shape as Record<string, z.core.$ZodType>) : [];
}

/** The schema of a list's items; undefined for anything else. */
export function itemOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const bare = unwrap(schema);
  return bare instanceof z.ZodArray ? bare.element : undefined;
}

/** The default that the schema itself holds; undefined for none. */
export function defaultOf(schema: z.core.$ZodType): unknown {
  return schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined;
}

function look(schema: z.core.$ZodType, around: Setting | undefined): SchemaPlace {
  return { schema, setting: SETTINGS.get(schema) ?? around, allowed: describe(schema) };
}

function enter(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  if (typeof step === "number") return itemOf(schema);
  return listKeys(schema).find(([key]) => key === step)?.[1];
}

/** The words of the outermost layer that has some. */
function describe(schema: z.core.$ZodType): string | null {
  for (const layer of layersOf(schema)) {
    const words = z.globalRegistry.get(layer)?.description;
    if (words !== undefined) return words;
  }
  return null;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return layersOf(schema).at(-1) ?? schema;
}

/** The schema and what it wraps: defaults, optionals, and the checked end of a preprocessing. */
function layersOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  const layers = [schema];
  for (;;) {
    const last = layers.at(-1);
    if (last instanceof z.ZodDefault || last instanceof z.ZodPrefault || last instanceof z.ZodOptional) {
      layers.push(last.unwrap());
    } else if (last instanceof z.ZodPipe && last.def.in instanceof z.ZodTransform) {
      layers.push(last.def.out);
    } else return layers;
  }
}
