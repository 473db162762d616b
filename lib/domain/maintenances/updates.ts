import type { AutomaticMaintenance, MaintenanceUpdate } from "@/lib/domain/maintenance";

/** The same maintenance with one more thing that happened. */
export function addUpdate(maintenance: AutomaticMaintenance, update: MaintenanceUpdate): AutomaticMaintenance {
  return { ...maintenance, updates: [...maintenance.updates, update] };
}
