import { extname } from 'node:path';
import { AppError } from '../core/errors.js';
import csv from './csv.js';
import type { Format } from './format.js';
import json from './json.js';
import markdown from './markdown.js';
import ndjson from './ndjson.js';
import terminal from './terminal.js';
import tsv from './tsv.js';

/** Every format, in the order in which help shows them. */
export const FORMATS: readonly Format[] = [terminal, csv, tsv, json, ndjson, markdown];

/** @throws AppError `format.unknown` */
export function formatById(id: string): Format {
  const format = FORMATS.find((candidate) => candidate.id === id);
  if (format !== undefined) return format;
  throw new AppError('usage', `there is no format "${id}"`, {
    code: 'format.unknown',
    hint: `use one of ${FORMATS.map((candidate) => candidate.id).join(', ')}`,
  });
}

/** The format that the ending of a path chooses, in any case; null where it tells nothing. */
export function formatOfFile(path: string): Format | null {
  const ending = extname(path).slice(1).toLowerCase();
  return FORMATS.find((format) => format.endings.includes(ending)) ?? null;
}
