import type { EpochMs } from "@/lib/domain/time";
import { changeIncident, type Desk, type Draft } from "./desk";
import type { Scene } from "./scene";

/**
 * Decides whether the public is told: once it has lasted for the delay of one of its components, or as a draft where a
 * person has to decide. What was public stays so.
 */
export function decideTelling(draft: Draft, scene: Scene, desk: Desk): void {
  const { startedAt, endedAt, components, publicAt, isDraft } = draft.incident;
  if (publicAt !== null) return;
  const tellings = components.map(({ slug }) => scene.componentOf(slug)?.telling).filter((each) => each !== undefined);
  const until = endedAt ?? scene.snapshot.createdAt;
  // Nagios' clock was set back: nobody can say for how long it has lasted.
  const isAhead = startedAt > until;
  const dueAt = tellings.reduce<EpochMs>(
    (at, { mode, delayMs }) => (mode === "auto" ? Math.min(at, isAhead ? until : startedAt + delayMs) : at),
    Number.POSITIVE_INFINITY,
  );
  if (dueAt <= until) {
    changeIncident(desk, draft, { publicAt: dueAt, isDraft: false });
    if (dueAt > startedAt) draft.news.push(`public: it has lasted for ${(dueAt - startedAt) / 1000} seconds`);
    return;
  }
  const waits = dueAt === Number.POSITIVE_INFINITY && tellings.some(({ mode }) => mode === "review");
  if (waits === isDraft) return;
  changeIncident(desk, draft, { isDraft: waits });
  draft.news.push("a draft: a person decides whether it is public");
}
