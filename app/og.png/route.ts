import { answerPicture } from "@/lib/server/answer-picture";
import { problemRoute } from "@/lib/server/route";
import { PICTURE_SIZE } from "@/lib/view/picture-size";
import { Picture } from "./picture";

export const dynamic = "force-dynamic";

/** The page as a picture, for programs that show one of an address. */
export const GET = problemRoute((request) =>
  answerPicture(request, async (picture) => {
    // Its drawing machine takes memory that a page that nobody shares does not need.
    const { ImageResponse } = await import("next/og");
    return new ImageResponse(Picture(picture), PICTURE_SIZE).arrayBuffer();
  }),
);
