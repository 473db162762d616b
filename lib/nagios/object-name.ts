import type { ObjectKey } from "@/lib/domain/snapshot";

/** The name of a host (no service description) or of a service. */
export interface ObjectName {
  key: ObjectKey;
  hostName: string;
  serviceDescription: string | null;
}
