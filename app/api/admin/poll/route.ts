import { pollNow } from "@/lib/server/operator-actions";
import { operatorAction } from "@/lib/server/operator-route";

export const dynamic = "force-dynamic";

export const POST = operatorAction(pollNow);
