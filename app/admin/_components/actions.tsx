import { type FormEvent, useState } from "react";
import { type ActionResult, sendAction } from "./fetch-operator";

const ACTIONS = [
  { id: "poll", label: "Poll now", busy: "Polling …" },
  { id: "restart-scheduler", label: "Restart scheduler", busy: "Restarting …" },
  { id: "backup", label: "Back up now", busy: "Backing up …" },
] as const;

const BUTTON =
  "inline-flex min-h-11 w-full cursor-pointer items-center justify-center rounded-button border px-[1.1rem] text-[0.875rem] font-medium disabled:cursor-wait disabled:opacity-60";
const FILLED = "border-ink bg-ink text-wall hover:enabled:opacity-90";
const QUIET = "border-line-2 bg-glass text-ink hover:enabled:bg-sunk";

/** What the operator can have done, and what came of it. Without script the server answers in its own words. */
export function Actions({ onDone }: { onDone: () => void }) {
  const [running, setRunning] = useState<string | null>(null);
  const [result, setResult] = useState<(ActionResult & { label: string }) | null>(null);

  async function run(event: FormEvent, { id, label }: (typeof ACTIONS)[number]) {
    event.preventDefault();
    setRunning(id);
    setResult(null);
    const answer = await sendAction(`/api/admin/${id}`);
    setRunning(null);
    setResult({ ...answer, label });
    onDone();
  }

  return (
    <section className="mt-6" aria-label="Actions">
      <div className="flex flex-wrap gap-3">
        {ACTIONS.map((action, index) => (
          <form
            key={action.id}
            className="grow sm:grow-0"
            method="post"
            action={`/api/admin/${action.id}`}
            onSubmit={(event) => void run(event, action)}
          >
            <button type="submit" className={`${BUTTON} ${index === 0 ? FILLED : QUIET}`} disabled={running !== null}>
              {running === action.id ? action.busy : action.label}
            </button>
          </form>
        ))}
      </div>
      <p role="status" className="mt-3 min-h-[1.6em] max-w-[80ch] text-[0.875rem]">
        {result !== null && (
          <>
            <strong className="font-semibold">
              {result.label}: {result.ok ? "done." : "not done."}
            </strong>{" "}
            {result.message}
          </>
        )}
      </p>
    </section>
  );
}
