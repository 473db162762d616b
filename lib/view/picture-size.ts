/** The picture of a shared address, in pixels, as most programs show it without cutting. */
export const PICTURE_SIZE = { width: 1200, height: 630 } as const;
