/** That it still lasts, said anew as time goes by; nothing where somebody has written lately. */
export function Still({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p className="mb-4 flex flex-wrap items-baseline gap-x-3">
      {text} <span className="lozenge text-s text-ink-3">Automatic</span>
    </p>
  );
}
