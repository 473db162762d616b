import { StateLabel } from "@/app/(status)/_components/state-label";
import type { StationView } from "@/lib/view/operator-stations";

/** The way of the data, from Nagios to the page and to people: six stations in one case. */
export function FlowStrip({ stations }: { stations: readonly StationView[] }) {
  return (
    <section aria-labelledby="flow-title">
      <h2 id="flow-title" className="sr-only">
        Flow
      </h2>
      <ol className="flow">
        {stations.map((station) => (
          <Station key={station.id} station={station} />
        ))}
      </ol>
    </section>
  );
}

function Station({ station: { name, sign, words, rows, messages } }: { station: StationView }) {
  return (
    <li>
      <h3 className="text-base leading-tight font-semibold">{name}</h3>
      <p className="flow-state">
        <StateLabel state={sign}>{words}</StateLabel>
      </p>
      <dl className="flow-facts">
        {rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {messages.map(({ code, text, href }) => (
        <p key={code} className="flow-message">
          {text}{" "}
          <a className="whitespace-nowrap text-accent" href={href}>
            Runbook
            <span className="sr-only">: {code}</span>
          </a>
        </p>
      ))}
    </li>
  );
}
