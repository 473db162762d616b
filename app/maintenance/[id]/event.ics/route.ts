import { calendarRoute, chooseOne } from "@/lib/server/answer-calendar";

export const dynamic = "force-dynamic";

export const GET = calendarRoute<{ id: string }>((ready, { id }) => chooseOne(ready, id));
