import { z } from "zod";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import type { ShieldsBadge } from "@/lib/view/badge";
import type { EmbedStatus } from "@/lib/view/embed";
import { matching } from "./matching";

/** As shields.io asks for it. */
export const shieldsBadge = matching<ShieldsBadge>()(
  z.strictObject({
    schemaVersion: z.literal(1),
    label: z.string(),
    message: z.string(),
    color: z.string(),
    isError: z.literal(true).exactOptional(),
  }),
);

export const embedStatus = matching<EmbedStatus>()(
  z.strictObject({ name: z.string(), state: z.enum(PUBLIC_STATES), message: z.string(), path: z.string() }),
);
