/**
 * How the processes of this service end. As in sysexits.h where it has a code, documented for operators in
 * docs/operations.md. `vitrine start` itself ends with 0, 1, 64 or 78; the others are the server's, which it restarts.
 */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 64,
  /** An error that nobody caught. */
  crashed: 70,
  /** It used too much memory and ended before the kernel would have ended it. */
  memory: 72,
  /** The poller could not be brought back within this process. */
  pollerLost: 75,
  config: 78,
} as const;
