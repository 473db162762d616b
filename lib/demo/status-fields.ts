// The fields of status.dat in the order in which Nagios Core 4.4.6 writes them (xdata/xsddefault.c).

const INFO_FIELDS = [
  "created",
  "version",
  "last_update_check",
  "update_available",
  "last_version",
  "new_version",
] as const;

const PROGRAM_FIELDS = [
  "modified_host_attributes",
  "modified_service_attributes",
  "nagios_pid",
  "daemon_mode",
  "program_start",
  "last_log_rotation",
  "enable_notifications",
  "active_service_checks_enabled",
  "passive_service_checks_enabled",
  "active_host_checks_enabled",
  "passive_host_checks_enabled",
  "enable_event_handlers",
  "obsess_over_services",
  "obsess_over_hosts",
  "check_service_freshness",
  "check_host_freshness",
  "enable_flap_detection",
  "process_performance_data",
  "global_host_event_handler",
  "global_service_event_handler",
  "next_comment_id",
  "next_downtime_id",
  "next_event_id",
  "next_problem_id",
  "next_notification_id",
  "active_scheduled_host_check_stats",
  "active_ondemand_host_check_stats",
  "passive_host_check_stats",
  "active_scheduled_service_check_stats",
  "active_ondemand_service_check_stats",
  "passive_service_check_stats",
  "cached_host_check_stats",
  "cached_service_check_stats",
  "external_command_stats",
  "parallel_host_check_stats",
  "serial_host_check_stats",
] as const;

const HOST_FIELDS = [
  "host_name",
  "modified_attributes",
  "check_command",
  "check_period",
  "notification_period",
  "importance",
  "check_interval",
  "retry_interval",
  "event_handler",
  "has_been_checked",
  "should_be_scheduled",
  "check_execution_time",
  "check_latency",
  "check_type",
  "current_state",
  "last_hard_state",
  "last_event_id",
  "current_event_id",
  "current_problem_id",
  "last_problem_id",
  "plugin_output",
  "long_plugin_output",
  "performance_data",
  "last_check",
  "next_check",
  "check_options",
  "current_attempt",
  "max_attempts",
  "state_type",
  "last_state_change",
  "last_hard_state_change",
  "last_time_up",
  "last_time_down",
  "last_time_unreachable",
  "last_notification",
  "next_notification",
  "no_more_notifications",
  "current_notification_number",
  "current_notification_id",
  "notifications_enabled",
  "problem_has_been_acknowledged",
  "acknowledgement_type",
  "active_checks_enabled",
  "passive_checks_enabled",
  "event_handler_enabled",
  "flap_detection_enabled",
  "process_performance_data",
  "obsess",
  "last_update",
  "is_flapping",
  "percent_state_change",
  "scheduled_downtime_depth",
] as const;

const SERVICE_FIELDS = [
  "host_name",
  "service_description",
  "modified_attributes",
  "check_command",
  "check_period",
  "notification_period",
  "importance",
  "check_interval",
  "retry_interval",
  "event_handler",
  "has_been_checked",
  "should_be_scheduled",
  "check_execution_time",
  "check_latency",
  "check_type",
  "current_state",
  "last_hard_state",
  "last_event_id",
  "current_event_id",
  "current_problem_id",
  "last_problem_id",
  "current_attempt",
  "max_attempts",
  "state_type",
  "last_state_change",
  "last_hard_state_change",
  "last_time_ok",
  "last_time_warning",
  "last_time_unknown",
  "last_time_critical",
  "plugin_output",
  "long_plugin_output",
  "performance_data",
  "last_check",
  "next_check",
  "check_options",
  "current_notification_number",
  "current_notification_id",
  "last_notification",
  "next_notification",
  "no_more_notifications",
  "notifications_enabled",
  "active_checks_enabled",
  "passive_checks_enabled",
  "event_handler_enabled",
  "problem_has_been_acknowledged",
  "acknowledgement_type",
  "flap_detection_enabled",
  "process_performance_data",
  "obsess",
  "last_update",
  "is_flapping",
  "percent_state_change",
  "scheduled_downtime_depth",
] as const;

const CONTACT_FIELDS = [
  "contact_name",
  "modified_attributes",
  "modified_host_attributes",
  "modified_service_attributes",
  "host_notification_period",
  "service_notification_period",
  "last_host_notification",
  "last_service_notification",
  "host_notifications_enabled",
  "service_notifications_enabled",
] as const;

const COMMENT_FIELDS = [
  "host_name",
  "service_description",
  "entry_type",
  "comment_id",
  "source",
  "persistent",
  "entry_time",
  "expires",
  "expire_time",
  "author",
  "comment_data",
] as const;

const DOWNTIME_FIELDS = [
  "host_name",
  "service_description",
  "downtime_id",
  "comment_id",
  "entry_time",
  "start_time",
  "flex_downtime_start",
  "end_time",
  "triggered_by",
  "fixed",
  "duration",
  "is_in_effect",
  "start_notification_sent",
  "author",
  "comment",
] as const;

/** The blocks of status.dat; those of a host's comment or downtime leave `service_description` out. */
export const STATUS_FIELDS = {
  info: INFO_FIELDS,
  programstatus: PROGRAM_FIELDS,
  hoststatus: HOST_FIELDS,
  servicestatus: SERVICE_FIELDS,
  contactstatus: CONTACT_FIELDS,
  hostcomment: COMMENT_FIELDS,
  servicecomment: COMMENT_FIELDS,
  hostdowntime: DOWNTIME_FIELDS,
  servicedowntime: DOWNTIME_FIELDS,
} as const;

export type StatusBlock = keyof typeof STATUS_FIELDS;
type FieldOf<Block extends StatusBlock> = (typeof STATUS_FIELDS)[Block][number];
/** A value for every field of a block; `service_description` null where the block has none. */
export type StatusValues<Block extends StatusBlock> = Record<FieldOf<Block>, string | number | null>;

const STATUS_HEADER = `########################################
#          NAGIOS STATUS FILE
#
# THIS FILE IS AUTOMATICALLY GENERATED
# BY NAGIOS.  DO NOT MODIFY THIS FILE!
########################################

`;

/** Puts the blocks of a status.dat behind the header that Nagios writes. */
export function joinStatusFile(blocks: readonly string[]): string {
  return STATUS_HEADER + blocks.join("");
}

/** Formats one block, fields in Nagios' order; a field whose value is null is left out. */
export function formatStatusBlock<Block extends StatusBlock>(
  block: Block,
  values: StatusValues<Block>,
  customVariables: readonly (readonly [name: string, value: string])[] = [],
): string {
  let text = `${block} {\n`;
  for (const field of STATUS_FIELDS[block] as readonly FieldOf<Block>[]) {
    const value = values[field];
    if (value !== null) text += `\t${field}=${value}\n`;
  }
  for (const [name, value] of customVariables) text += `\t_${name}=0;${value}\n`;
  return `${text}\t}\n\n`;
}
