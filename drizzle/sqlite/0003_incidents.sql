CREATE TABLE `__first_form` AS SELECT *,
	(
		SELECT json_group_array(json_set(part.value, '$.state', known.impact)) FROM json_each(known.components) AS part WHERE part.type = 'object'
	) AS components_then,
	(
		SELECT json_group_array(json_set(part.value, '$.state', CASE WHEN known.ended_at IS NULL THEN known.impact ELSE 'operational' END)) FROM json_each(known.components) AS part WHERE part.type = 'object'
	) AS components_now
FROM (
	SELECT id, object_key, state, started_at, last_check_at, output, acknowledged, ended_at, end_reason, review_url,
		started_at + 1 - row_number() OVER (PARTITION BY object_key, started_at ORDER BY ended_at IS NOT NULL, id DESC) AS anchor_at,
		CASE WHEN problem_id > 0 AND 1 = row_number() OVER (
			PARTITION BY object_key, problem_id ORDER BY ended_at IS NOT NULL, started_at DESC, id DESC
		) THEN problem_id ELSE 0 END AS problem_id,
		CASE WHEN state IN ('down', 'unreachable', 'critical') THEN 'major_outage' WHEN state = 'warning' THEN 'degraded_performance' ELSE 'unknown' END AS impact,
		CASE WHEN json_valid(components) THEN components ELSE '[]' END AS components,
		CASE WHEN seal = -1 OR seal = vitrine_seal(id, object_key, kind, host_name, service_description, components, problem_id, state, started_at, last_check_at, output, acknowledged, ended_at, end_reason, review_url) THEN -1 ELSE -2 END AS seal
	FROM `incidents`
) AS known;
--> statement-breakpoint
CREATE TABLE `__new_incidents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`origin` text NOT NULL,
	`root_key` text,
	`anchor_key` text,
	`anchor_at` integer NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`end_reason` text,
	`resolved_at` integer,
	`acknowledged` integer NOT NULL,
	`unstable` integer NOT NULL,
	`components` text NOT NULL,
	`impact` text NOT NULL,
	`public_at` integer,
	`is_draft` integer NOT NULL,
	`follows_id` integer,
	`merged_into` integer,
	`person_title` text,
	`person_status` text,
	`person_impact` text,
	`person_started_at` integer,
	`person_ended_at` integer,
	`person_published_at` integer,
	`person_merged_into` integer,
	`person_is_backdated` integer DEFAULT false NOT NULL,
	`person_review_url` text,
	`person_review_text` text,
	`seal` integer,
	CONSTRAINT "incidents_end_has_reason" CHECK((ended_at is null) = (end_reason is null))
);
--> statement-breakpoint
INSERT INTO `__new_incidents` (
	`id`, `origin`, `root_key`, `anchor_key`, `anchor_at`, `started_at`, `ended_at`, `end_reason`, `resolved_at`, `acknowledged`,
	`unstable`, `components`, `impact`, `public_at`, `is_draft`, `person_is_backdated`, `person_review_url`, `seal`
) SELECT
	id, 'nagios', object_key, object_key, anchor_at, started_at, ended_at, end_reason, ended_at, acknowledged,
	0, components_now, impact, started_at, 0, 0, review_url, seal
FROM `__first_form` ORDER BY id;
--> statement-breakpoint
DELETE FROM `sqlite_sequence` WHERE name = '__new_incidents';
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (name, seq) SELECT '__new_incidents', seq FROM `sqlite_sequence` WHERE name = 'incidents';
--> statement-breakpoint
CREATE TABLE `__new_incident_updates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`kind` text NOT NULL,
	`code` text,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	`author` text,
	`text` text,
	`components` text NOT NULL,
	`reason` text,
	`reference` integer NOT NULL,
	`edited_at` integer,
	`seal` integer,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_incident_updates` (`id`, `incident_id`, `kind`, `code`, `status`, `at`, `author`, `text`, `components`, `reason`, `reference`, `seal`) SELECT
	said.id, said.incident_id, 'person', NULL,
	CASE WHEN said.created_at >= known.ended_at THEN 'resolved' ELSE 'investigating' END,
	said.created_at, said.author, said.text,
	CASE WHEN said.created_at >= known.ended_at THEN known.components_now ELSE known.components_then END,
	NULL, 0, min(known.seal, CASE WHEN said.seal = -1 OR said.seal = vitrine_seal(said.id, said.incident_id, said.author, said.text, said.created_at) THEN -1 ELSE -2 END)
FROM `incident_updates` AS said JOIN `__first_form` AS known ON known.id = said.incident_id ORDER BY said.id;
--> statement-breakpoint
DELETE FROM `sqlite_sequence` WHERE name = '__new_incident_updates';
--> statement-breakpoint
INSERT INTO `sqlite_sequence` (name, seq) SELECT '__new_incident_updates', seq FROM `sqlite_sequence` WHERE name = 'incident_updates';
--> statement-breakpoint
INSERT INTO `__new_incident_updates` (`incident_id`, `kind`, `code`, `status`, `at`, `author`, `text`, `components`, `reason`, `reference`, `seal`) SELECT
	id, 'automatic', 'opened', 'investigating', started_at, NULL, NULL, components_then, 'opened by an earlier version', 0, seal
FROM `__first_form` ORDER BY id;
--> statement-breakpoint
INSERT INTO `__new_incident_updates` (`incident_id`, `kind`, `code`, `status`, `at`, `author`, `text`, `components`, `reason`, `reference`, `seal`) SELECT
	id, 'automatic', CASE WHEN end_reason IN ('removed', 'unpublished') THEN end_reason ELSE 'resolved' END, 'resolved',
	ended_at, NULL, NULL, components_now, 'ended by an earlier version: ' || end_reason, 0, seal
FROM `__first_form` WHERE ended_at IS NOT NULL ORDER BY id;
--> statement-breakpoint
CREATE TABLE `incident_problems` (
	`id` integer PRIMARY KEY NOT NULL,
	`object_key` text NOT NULL,
	`started_at` integer NOT NULL,
	`incident_id` integer NOT NULL,
	`confirmed_at` integer NOT NULL,
	`problem_id` integer NOT NULL,
	`role` text NOT NULL,
	`state` text NOT NULL,
	`ended_at` integer,
	`end_reason` text,
	`gone_at` integer,
	`last_check_at` integer,
	`output` text NOT NULL,
	`acknowledged` integer NOT NULL,
	`reason` text NOT NULL,
	`is_pinned` integer NOT NULL,
	`seal` integer,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "incident_problems_end_has_reason" CHECK((ended_at is null) = (end_reason is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incident_problems_once` ON `incident_problems` (`object_key`,`started_at`);
--> statement-breakpoint
CREATE UNIQUE INDEX `incident_problems_one_open` ON `incident_problems` (`object_key`) WHERE ended_at is null;
--> statement-breakpoint
CREATE UNIQUE INDEX `incident_problems_one_per_id` ON `incident_problems` (`object_key`,`problem_id`) WHERE problem_id > 0;
--> statement-breakpoint
CREATE INDEX `incident_problems_by_incident` ON `incident_problems` (`incident_id`,`started_at`);
--> statement-breakpoint
CREATE INDEX `incident_problems_to_seal` ON `incident_problems` (`seal`) WHERE seal = -1;
--> statement-breakpoint
INSERT OR IGNORE INTO `incident_problems` (
	`object_key`, `started_at`, `incident_id`, `confirmed_at`, `problem_id`, `role`, `state`, `ended_at`, `end_reason`,
	`last_check_at`, `output`, `acknowledged`, `reason`, `is_pinned`, `seal`
) SELECT
	object_key, anchor_at, id, started_at, problem_id, 'root', state, ended_at, end_reason,
	last_check_at, output, acknowledged, 'opened by an earlier version', 0, seal
FROM `__first_form` ORDER BY id;
--> statement-breakpoint
DROP TABLE `__first_form`;
--> statement-breakpoint
DROP TABLE `incident_updates`;
--> statement-breakpoint
ALTER TABLE `__new_incident_updates` RENAME TO `incident_updates`;
--> statement-breakpoint
DROP TABLE `incidents`;
--> statement-breakpoint
ALTER TABLE `__new_incidents` RENAME TO `incidents`;
--> statement-breakpoint
CREATE INDEX `incident_updates_by_incident` ON `incident_updates` (`incident_id`,`at`);
--> statement-breakpoint
CREATE UNIQUE INDEX `incident_updates_once` ON `incident_updates` (`incident_id`,`at`,`code`,`reference`) WHERE kind = 'automatic';
--> statement-breakpoint
CREATE UNIQUE INDEX `incident_updates_said_once` ON `incident_updates` (`incident_id`,`at`,`reference`) WHERE kind = 'nagios';
--> statement-breakpoint
CREATE INDEX `incident_updates_to_seal` ON `incident_updates` (`seal`) WHERE seal = -1;
--> statement-breakpoint
CREATE INDEX `incidents_by_start` ON `incidents` (case when person_started_at is null then started_at else person_started_at end,`id`,case when person_ended_at is null then ended_at else person_ended_at end);
--> statement-breakpoint
CREATE INDEX `incidents_by_end` ON `incidents` (`ended_at`);
--> statement-breakpoint
CREATE INDEX `incidents_to_seal` ON `incidents` (`seal`) WHERE seal = -1;
--> statement-breakpoint
CREATE TABLE `incident_edits` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`at` integer NOT NULL,
	`author` text NOT NULL,
	`kind` text NOT NULL,
	`before` text,
	`after` text,
	`seal` integer,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `incident_edits_by_incident` ON `incident_edits` (`incident_id`,`at`);
--> statement-breakpoint
CREATE INDEX `incident_edits_to_seal` ON `incident_edits` (`seal`) WHERE seal = -1;
--> statement-breakpoint
CREATE TABLE `maintenances` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`status` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`ended_at` integer,
	`details` text NOT NULL,
	`person_title` text,
	`person_text` text,
	`seal` integer
);
--> statement-breakpoint
CREATE INDEX `maintenances_by_start` ON `maintenances` (`starts_at`,`id`);
--> statement-breakpoint
CREATE INDEX `maintenances_by_end` ON `maintenances` (`ended_at`);
--> statement-breakpoint
CREATE INDEX `maintenances_to_seal` ON `maintenances` (`seal`) WHERE seal = -1;
--> statement-breakpoint
CREATE INDEX `nagios_comments_to_seal` ON `nagios_comments` (`seal`) WHERE seal = -1;
