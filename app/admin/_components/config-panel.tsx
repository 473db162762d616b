import { Chevron } from "@/app/(status)/_components/chevron";
import type { ConfigView, SettingView } from "@/lib/view/operator-config";
import { Panel } from "./panel";

/** The configuration in force, with where each setting came from. */
export function ConfigPanel({ config: { path, set, defaults } }: { config: ConfigView }) {
  return (
    <Panel id="config" title="Configuration in force" note={path ?? "no file"}>
      {set.length === 0 ? <p className="text-ink-2">Nothing was set.</p> : <Settings settings={set} caption="Set" />}
      {defaults.length > 0 && (
        <details className="mt-2 border-t border-line">
          <summary className="inline-flex min-h-11 items-center gap-2 text-s text-ink-2">
            <Chevron />
            At their default: {defaults.length}
          </summary>
          <Settings settings={defaults} caption="At their default" />
        </details>
      )}
    </Panel>
  );
}

function Settings({ settings, caption }: { settings: readonly SettingView[]; caption: string }) {
  return (
    <ul className="divide-y divide-line text-[0.875rem]" aria-label={caption}>
      {settings.map(({ key, value, origin }) => (
        <li
          key={key}
          className="grid gap-x-6 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_6rem] sm:items-baseline sm:py-1.5"
        >
          <code className="font-mono text-s">{key}</code>
          <span>{value}</span>
          <span className="text-s text-ink-3 sm:text-end">
            <span className="sr-only">from </span>
            {origin}
          </span>
        </li>
      ))}
    </ul>
  );
}
