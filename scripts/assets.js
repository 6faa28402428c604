// tsc copies TypeScript only: the SQL and the lexicons beside it go to dist here.
import { chmodSync, cpSync } from 'node:fs';

cpSync('src', 'dist', { recursive: true, filter: (path) => !path.endsWith('.ts') });
chmodSync('bin/brandwatch.js', 0o755);
