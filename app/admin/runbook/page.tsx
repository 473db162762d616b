import { CodeText } from "@/app/admin/_components/code-text";
import { OperatorFrame } from "@/app/admin/_components/operator-frame";
import { requireOperator } from "@/app/admin/_components/require-operator";
import type { ReasonCode } from "@/lib/domain/reason";
import { readOperatorFacts } from "@/lib/server/operator";
import { groupRunbook, RUNBOOK, RUNBOOK_QUESTIONS } from "@/lib/view/runbook";

export const dynamic = "force-dynamic";

/** The runbook, served by the service itself: at night nothing else may be within reach. */
export default async function RunbookPage() {
  await requireOperator();
  const { page } = readOperatorFacts();
  const groups = groupRunbook();
  return (
    <OperatorFrame name={page.name}>
      <title>{`Runbook · ${page.name}`}</title>
      <h1 className="font-serif text-display-long font-[430] tracking-[-0.018em]">Runbook</h1>
      <p className="mt-2 max-w-[64ch] text-ink-2">
        One section for each reason code, as they stand on the dashboard, in alerts, in the log and in the metrics.
      </p>
      <Contents groups={groups} />
      {groups.map(({ part, title, codes }) => (
        <section key={part} className="mt-12" aria-labelledby={`part-${part}`}>
          <h2 id={`part-${part}`} className="font-serif text-2xl font-[440] tracking-[-0.012em]">
            {title}
          </h2>
          {codes.map((code) => (
            <Entry key={code} code={code} />
          ))}
        </section>
      ))}
    </OperatorFrame>
  );
}

function Contents({ groups }: { groups: ReturnType<typeof groupRunbook> }) {
  return (
    <nav className="case mt-6 p-[1.125rem] sm:p-6" aria-label="Reason codes">
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {groups.map(({ part, title, codes }) => (
          <div key={part}>
            <dt className="text-s font-semibold">{title}</dt>
            <dd className="flex flex-wrap gap-x-4 text-s">
              {codes.map((code) => (
                <a key={code} className="inline-flex min-h-8 items-center font-mono text-ink-2" href={`#${code}`}>
                  {code}
                </a>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </nav>
  );
}

function Entry({ code }: { code: ReasonCode }) {
  const entry = RUNBOOK[code];
  return (
    <article id={code} className="runbook-entry mt-4 border-t border-line pt-4">
      <h3 className="flex flex-wrap items-baseline gap-x-4 text-base font-[550]">
        {entry.title}
        <a className="font-mono text-s font-normal text-ink-3" href={`#${code}`}>
          {code}
        </a>
      </h3>
      <dl className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
        {RUNBOOK_QUESTIONS.map(([key, question]) => (
          <div key={key} className="contents">
            <dt className="text-s text-ink-3 sm:pt-0.5">{question}</dt>
            <dd className="max-w-[68ch] text-ink-2">
              <CodeText text={entry[key]} />
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
