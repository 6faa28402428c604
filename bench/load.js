// What audit is measured against: DuckDB merely loading a file. `node bench/load.js <csv> <database or :memory:>`
import { DuckDBInstance } from '@duckdb/node-api';

const [, , file, database] = process.argv;
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
await connection.run(`CREATE TABLE posts AS SELECT * FROM read_csv('${file}')`);
connection.closeSync();
instance.closeSync();
