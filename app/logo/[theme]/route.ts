import { answerLogo } from "@/lib/server/answer-branding";
import { problemRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = problemRoute<{ params: Promise<{ theme: string }> }>(async (request, { params }) =>
  answerLogo(request, (await params).theme),
);
