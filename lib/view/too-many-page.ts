import { STAND_IN_STYLE } from "./stand-in-style";

/** What programs are told that ask too often. */
export const TOO_MANY =
  "Too many questions from your address in this minute. The present status is answered always: /api/page, /api/v2/status.json.";

/**
 * The page for somebody who asks too often for what has to be worked out. It needs nothing else, leads to what is always
 * answered, and tries again by itself after so many seconds.
 */
export function renderTooMany(seconds: number): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${seconds}">
<meta name="robots" content="noindex">
<title>Too many questions</title>
<style>${STAND_IN_STYLE}</style>
</head>
<body>
<main><div class="calm"><section class="wrap banner"><div>
<h1>Too many questions at once</h1>
<p class="lede">Your network has asked for more of the past in this minute than we work out for one. The present status is always there: <a href="/">all services</a>.</p>
<p class="note" role="status">This page tries again by itself in ${seconds === 1 ? "a second" : `${seconds} seconds`}.</p>
</div></section></div></main>
</body>
</html>
`;
}
