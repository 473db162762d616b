CREATE TABLE `history_marks` (
	`track_id` integer NOT NULL,
	`at` integer NOT NULL,
	`value` integer NOT NULL,
	PRIMARY KEY(`track_id`, `at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `history_tracks` (
	`id` integer PRIMARY KEY NOT NULL,
	`object_key` text,
	`track` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `history_tracks_once` ON `history_tracks` (`object_key`,`track`);--> statement-breakpoint
CREATE TABLE `log_progress` (
	`id` integer PRIMARY KEY NOT NULL,
	`position` text,
	`search` text,
	CONSTRAINT "log_progress_one_row" CHECK(id = 1)
);
--> statement-breakpoint
CREATE TABLE `searched_objects` (
	`object_key` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
DROP INDEX `incidents_by_start`;--> statement-breakpoint
CREATE INDEX `incidents_by_object` ON `incidents` (`object_key`,`started_at`,`ended_at`);--> statement-breakpoint
CREATE INDEX `incidents_by_start` ON `incidents` (`started_at`,`id`,`ended_at`);