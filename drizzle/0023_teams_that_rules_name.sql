-- The two teams that rules of the program name: team Zorg alone reads signals of care, team Wijkbeheer gets what is about the street. A gemeente may call them otherwise; others are its own.
INSERT INTO "team" ("slug", "name") VALUES ('zorg', 'Team Zorg'), ('wijkbeheer', 'Team Wijkbeheer') ON CONFLICT DO NOTHING;
