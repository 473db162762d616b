import { answerManifest } from "@/lib/server/answer-web-app";
import { problemRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = problemRoute((request) => answerManifest(request));
