/** Whether an error is the store's, which may well be over soon. By name: each bundle has a class of its own. */
export function isStoreError(error: unknown): boolean {
  return error instanceof Error && error.name === "StoreError";
}
