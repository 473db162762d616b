import { AsyncTask, SimpleIntervalJob, ToadScheduler } from "toad-scheduler";

/** Runs one task on time. A stopped scheduler is thrown away; a restart means a new one. */
export interface Scheduler {
  stop(): void;
}

export interface SchedulerTask {
  intervalMs: number;
  /** Never rejects and always settles in bounded time: a task that does not would never be run again. */
  run: () => Promise<void>;
}

/** Starts a scheduler that runs the task at once and then every interval, never twice at the same time. */
export function startScheduler(task: SchedulerTask): Scheduler {
  const scheduler = new ToadScheduler();
  const job = new SimpleIntervalJob(
    { milliseconds: task.intervalMs, runImmediately: true },
    new AsyncTask("poll", task.run, () => undefined),
    { preventOverrun: true },
  );
  scheduler.addSimpleIntervalJob(job);
  return { stop: () => scheduler.stop() };
}
