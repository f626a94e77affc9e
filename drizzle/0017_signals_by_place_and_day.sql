DROP INDEX "signal_cell";--> statement-breakpoint
CREATE INDEX "signal_cell_day" ON "signal" USING btree ("cell","observed_on");