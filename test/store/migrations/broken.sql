ALTER TABLE store.authors ADD COLUMN weather VARCHAR;
SELECT no_such_function();
