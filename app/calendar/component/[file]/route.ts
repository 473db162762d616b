import { calendarRoute, chooseOfComponent } from "@/lib/server/answer-calendar";

export const dynamic = "force-dynamic";

export const GET = calendarRoute<{ file: string }>((ready, { file }) => chooseOfComponent(ready, file));
