import type { EpochMs } from "@/lib/domain/time";
import type { DemoComment, Downtime } from "./people";
import { toSeconds } from "./seconds";
import { formatStatusBlock } from "./status-fields";
import type { Timeline } from "./timeline";

/** The comments, then the downtimes that Nagios holds at an instant, announced ones included, each by number. */
export function writeCommentsAndDowntimes(timeline: Timeline, at: EpochMs): string[] {
  const comments = timeline.comments.filter((comment) => comment.startAt <= at && at < comment.endAt);
  const downtimes = timeline.downtimes.filter((downtime) => downtime.enteredAt <= at && at < downtime.endAt);
  return [...comments.map(formatComment), ...downtimes.map((downtime) => formatDowntime(downtime, at))];
}

function splitKey(key: string): { host_name: string; service_description: string | null } {
  const [host = "", service = null] = key.split(";");
  return { host_name: host, service_description: service };
}

function formatComment(comment: DemoComment): string {
  const names = splitKey(comment.key);
  return formatStatusBlock(names.service_description === null ? "hostcomment" : "servicecomment", {
    ...names,
    entry_type: comment.entryType,
    comment_id: comment.commentId,
    source: 0,
    persistent: 0,
    entry_time: toSeconds(comment.startAt),
    expires: 0,
    expire_time: 0,
    author: comment.author,
    comment_data: comment.text,
  });
}

function formatDowntime(downtime: Downtime, at: EpochMs): string {
  const names = splitKey(downtime.key);
  const inEffect = Number(downtime.startAt <= at);
  return formatStatusBlock(names.service_description === null ? "hostdowntime" : "servicedowntime", {
    ...names,
    downtime_id: downtime.downtimeId,
    comment_id: downtime.commentId,
    entry_time: toSeconds(downtime.enteredAt),
    start_time: toSeconds(downtime.startAt),
    flex_downtime_start: 0,
    end_time: toSeconds(downtime.endAt),
    triggered_by: 0,
    fixed: 1,
    duration: toSeconds(downtime.endAt - downtime.startAt),
    is_in_effect: inEffect,
    start_notification_sent: inEffect,
    author: downtime.author,
    comment: downtime.text,
  });
}
