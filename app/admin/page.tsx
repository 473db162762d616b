import { readOperatorFacts } from "@/lib/server/operator";
import { describeOperation } from "@/lib/view/operator-view";
import { LiveOperator } from "./_components/live-operator";
import { OperatorFrame } from "./_components/operator-frame";
import { requireOperator } from "./_components/require-operator";

export const dynamic = "force-dynamic";

/** The operator's dashboard. It asks memory alone, so that it is there while the database is down or the boot fails. */
export default async function OperatorPage() {
  await requireOperator();
  const view = describeOperation(readOperatorFacts());
  return (
    <OperatorFrame name={view.name}>
      <LiveOperator initial={view} />
    </OperatorFrame>
  );
}
