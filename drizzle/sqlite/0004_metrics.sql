CREATE TABLE `metric_points` (
	`metric` text NOT NULL,
	`at` integer NOT NULL,
	`sum` real NOT NULL,
	`checks` integer NOT NULL,
	`last_check_at` integer NOT NULL,
	`uom` text NOT NULL,
	PRIMARY KEY(`metric`, `at`)
);
