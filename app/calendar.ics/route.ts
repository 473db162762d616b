import { calendarRoute, chooseAll } from "@/lib/server/answer-calendar";

export const dynamic = "force-dynamic";

export const GET = calendarRoute(chooseAll);
