import type { PageView } from "./page-view";

/** What a device shows of the page once somebody has put it on its home screen (W3C, Web Application Manifest). */
export function describeWebApp({ name }: PageView) {
  return {
    id: "/",
    name,
    short_name: [...name].length <= MOST_SHORT_SIGNS ? name : "Status",
    description: "The status of all services, with its time.",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f7f6f2",
    theme_color: "#f7f6f2",
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: "History", url: "/history" },
      { name: "Subscribe", url: "/subscribe" },
    ],
  };
}

/** Home screens cut longer names. */
const MOST_SHORT_SIGNS = 12;
