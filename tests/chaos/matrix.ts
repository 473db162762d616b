/** Every fault that the service is to survive: S the source, T time, P the process, D the database, H several servers, N notifications, W the web, X all together. */
export const MATRIX = {
  S: 26,
  T: 3,
  P: 18,
  D: 15,
  H: 8,
  N: 5,
  W: 4,
  X: 1,
} as const;

export type RowId = `${keyof typeof MATRIX}${number}`;

/** All rows in their order. */
export function listRows(): RowId[] {
  return Object.entries(MATRIX).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}` as RowId),
  );
}

const ONE_SERVER = "one server with SQLite: there are no replicas and no Postgres to fail";
const NO_SUBSCRIBERS = "visitors cannot subscribe to e-mail yet";

/** Rows that no test injects, with the reason. */
export const NOT_RUN: Partial<Record<RowId, string>> = {
  H1: ONE_SERVER,
  H2: ONE_SERVER,
  H3: ONE_SERVER,
  H4: ONE_SERVER,
  H5: ONE_SERVER,
  H6: ONE_SERVER,
  H7: ONE_SERVER,
  H8: ONE_SERVER,
  N3: NO_SUBSCRIBERS,
  N5: NO_SUBSCRIBERS,
  X1: "takes an hour by itself: npm run soak",
};
