import { z } from "zod";

/**
 * Takes a schema for exactly a type: what passes it is one, and each one passes it. Where the two drift apart the program
 * does not compile. Objects are strict, so that a test finds fields that nobody has described.
 */
export function matching<T>() {
  return <S extends z.ZodType<T>>(schema: S & ([T] extends [z.infer<S>] ? unknown : never)): S => schema;
}

/** RFC 3339, UTC, with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });

export const optionalInstant = instant.nullable();

/** A whole number that is never negative. */
export const count = z.int().min(0);
