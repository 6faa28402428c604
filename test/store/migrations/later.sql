ALTER TABLE store.authors ADD COLUMN mood VARCHAR;
UPDATE store.authors SET mood = 'unknown';
