/** What is done around the tests of each file: modules such as this one's are shared by all files that a worker runs. */
import { afterAll } from 'vitest';
import { removePlaces } from './cli/binary.js';

afterAll(removePlaces);
