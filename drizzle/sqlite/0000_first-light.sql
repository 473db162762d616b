CREATE TABLE `incident_updates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`author` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `incident_updates_by_incident` ON `incident_updates` (`incident_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`object_key` text NOT NULL,
	`kind` text NOT NULL,
	`host_name` text NOT NULL,
	`service_description` text,
	`components` text NOT NULL,
	`problem_id` integer NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`last_check_at` integer,
	`output` text NOT NULL,
	`acknowledged` integer NOT NULL,
	`ended_at` integer,
	`end_reason` text,
	`review_url` text,
	CONSTRAINT "incidents_end_has_reason" CHECK((ended_at is null) = (end_reason is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_one_open_per_object` ON `incidents` (`object_key`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `incidents_by_start` ON `incidents` (`started_at`);--> statement-breakpoint
CREATE INDEX `incidents_by_end` ON `incidents` (`ended_at`);--> statement-breakpoint
CREATE TABLE `nagios_comments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`comment_id` integer NOT NULL,
	`entered_at` integer NOT NULL,
	`author` text NOT NULL,
	`text` text NOT NULL,
	`host_name` text NOT NULL,
	`service_description` text,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `nagios_comments_once` ON `nagios_comments` (`incident_id`,`entered_at`,`comment_id`);--> statement-breakpoint
CREATE TABLE `publications` (
	`id` integer PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`saved_at` integer NOT NULL,
	CONSTRAINT "publications_one_row" CHECK(id = 1)
);
