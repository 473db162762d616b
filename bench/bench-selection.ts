import { type ComponentSpec, type Selection, TELL_ALL } from "@/lib/domain/policy";

/** A hundred components that cover every host and service of a generated site, by the last digits of the hosts' names. */
export function benchSelection(): Selection {
  const components = Array.from({ length: 100 }, (_, index): ComponentSpec => {
    const digits = String(index).padStart(2, "0");
    const host = `*-???${digits}.*`;
    return {
      slug: `part-${digits}`,
      name: `Part ${digits}`,
      group: `Group ${digits.charAt(0)}`,
      description: null,
      members: { hosts: [host], services: [{ host, service: "*" }], hostgroups: [], servicegroups: [] },
      rule: { kind: "worst" },
      sla: null,
      telling: TELL_ALL,
    };
  });
  return { kind: "components", components };
}
