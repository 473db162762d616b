/** What `/about` says beside the operator's words. */
export const ABOUT_WORDS = { title: "About this page", link: "About this page" } as const;
