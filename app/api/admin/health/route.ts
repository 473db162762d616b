import { readOperatorFacts } from "@/lib/server/operator";
import { operatorRoute } from "@/lib/server/operator-route";
import { describeOperation } from "@/lib/view/operator-view";

export const dynamic = "force-dynamic";

/** The dashboard's own data, as the browser refreshes it. */
export const GET = operatorRoute(() => Response.json(describeOperation(readOperatorFacts())));
