import { z } from "zod";

/** The form of errors on the predecessor's routes, and on those that grew beside them. */
export const detail = z.strictObject({ detail: z.string() });

/** A problem document (RFC 9457). */
export const problem = z.strictObject({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
});
