CREATE TABLE `operation_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`part` text NOT NULL,
	`code` text,
	`message` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `operation_events_by_time` ON `operation_events` (`at`);--> statement-breakpoint
CREATE TABLE `poll_buckets` (
	`at` integer PRIMARY KEY NOT NULL,
	`polls` integer NOT NULL,
	`failed` integer NOT NULL,
	`total_duration_ms` real NOT NULL,
	`max_duration_ms` real NOT NULL,
	`max_bytes` integer NOT NULL,
	`max_data_age_ms` real NOT NULL
);
--> statement-breakpoint
CREATE TABLE `store_meta` (
	`id` integer PRIMARY KEY NOT NULL,
	`uuid` text NOT NULL,
	`seq` integer NOT NULL,
	`last_batch` text,
	CONSTRAINT "store_meta_one_row" CHECK(id = 1)
);
--> statement-breakpoint
DROP TABLE `publications`;--> statement-breakpoint
ALTER TABLE `incident_updates` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `incidents` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `nagios_comments` ADD `seal` integer;--> statement-breakpoint
INSERT INTO `store_meta` (`id`, `uuid`, `seq`) VALUES (1, lower(hex(randomblob(16))), 0);
--> statement-breakpoint
UPDATE `incidents` SET `seal` = -1;
--> statement-breakpoint
UPDATE `incident_updates` SET `seal` = -1;
--> statement-breakpoint
UPDATE `nagios_comments` SET `seal` = -1;
