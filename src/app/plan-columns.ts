/** How a file's columns become posts: a preset by its signature, or a guess, with what the user says of them. */
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { inputName } from '../files/input-name.js';
import type { FileColumns } from '../presets/compile.js';
import { detectPreset } from '../presets/detect.js';
import { headerKey } from '../presets/expression.js';
import { doubtOf, type Guess, guessColumns, guessedPreset } from '../presets/guess.js';
import { PRESETS, presetById } from '../presets/index.js';
import type { MapOption } from '../presets/map-option.js';
import type { Preset } from '../presets/preset.js';
import { isTotals } from '../presets/totals.js';

/** What is known of a file before its rows are read. */
export interface PlannedFile<Columns extends FileColumns = FileColumns> {
  readonly name: string;
  readonly shape: 'table' | 'json';
  /** Names of the columns, or for JSON the dotted paths of the sample. */
  readonly header: readonly string[];
  /** The first records, in the order of the header. */
  readonly sample: readonly (readonly (string | null)[])[];
  readonly columns: Columns;
}

export interface FilePlan<Columns extends FileColumns = FileColumns> {
  readonly preset: Preset;
  readonly guesses: readonly Guess[];
  /** What a user should know of the guess. */
  readonly notes: readonly string[];
  readonly columns: Columns;
}

export interface PlanOptions {
  readonly map: MapOption | null;
  /** Id of the preset to use whatever the file looks like. */
  readonly preset: string | null;
}

/** What is wrong with a file that has no columns at all. */
const NOTHING = { json: 'it holds no JSON object with a value', table: 'it has no columns' } as const;

/** Decides how a file is read. Throws `malformed-input` when nothing in it looks like a post. */
export function planColumns<Columns extends FileColumns>(
  file: PlannedFile<Columns>,
  options: PlanOptions,
): FilePlan<Columns> {
  const { header, columns } = file;
  checkMapped(file, options.map);
  if (options.preset !== null) {
    const preset = presetById(options.preset);
    if (preset === undefined) {
      throw new AppError('usage', `unknown preset "${options.preset}"`, {
        code: 'import.preset',
        hint: 'brandwatch presets lists them',
      });
    }
    const notes = lacking(preset, header, file.shape);
    return { preset: withMap(preset, options.map), guesses: [], notes, columns };
  }
  const detection = detectPreset(PRESETS, header, file.shape);
  if (detection.preset !== null)
    return { preset: withMap(detection.preset, options.map), guesses: [], notes: [], columns };
  const mapped = new Set(options.map?.from.values() ?? []);
  const sample = sampleColumns(file);
  const guesses = guessColumns(sample).filter(
    ({ column, from }) => !(options.map?.from.has(column) ?? false) && !mapped.has(from),
  );
  const preset = guessedPreset(guesses, options.map?.columns ?? {});
  if (preset.columns.text === undefined && preset.columns.title === undefined) {
    if (header.length === 0)
      throw new AppError('malformed-input', `cannot recognise ${inputName(file.name)}: ${NOTHING[file.shape]}`, {
        code: 'import.unrecognised',
        hint: 'export the posts as a list of objects, or one object a line, e.g. {"text":"…"}',
      });
    const close = detection.nearest;
    const tried = `no preset's signature and no column that could be the text, among: ${header.slice(0, 12).join(', ')}${header.length > 12 ? ', …' : ''}`;
    throw new AppError('malformed-input', `cannot recognise ${inputName(file.name)}: ${tried}`, {
      code: 'import.unrecognised',
      hint:
        close === null
          ? 'name the columns, e.g. --map text=Comment,author=User,created_at=When'
          : `nearest is ${close.preset.id}, but for ${close.missing.join(', ')}; name the columns with --map text=Comment`,
    });
  }
  const doubt = preset.columns.created_at === undefined ? doubtOf(sample, guesses) : null;
  return { preset, guesses, notes: doubt === null ? [] : [doubt], columns };
}

/** What a file that is read as the user says lacks to be such a file. */
function lacking(preset: Preset, header: readonly string[], shape: PlannedFile['shape']): string[] {
  const { nearest: close } = detectPreset([preset], header, shape, 0);
  return close === null ? [] : [`read as ${preset.id}, although it lacks ${close.missing.join(', ')}`];
}

/** The header of a table, which must have one. */
export function namedColumns(name: string, header: readonly string[] | null): readonly string[] {
  if (header !== null) return header;
  throw new AppError(
    'malformed-input',
    `cannot recognise ${inputName(name)}: its first line does not name the columns`,
    {
      code: 'import.header',
      hint: 'add a line of column names on top, e.g. author,created_at,text',
    },
  );
}

function sampleColumns(file: PlannedFile): { name: string; values: string[] }[] {
  const rows = file.sample.filter((row) => !isTotals(row));
  return file.header.map((name, index) => ({
    name,
    values: rows.map((row) => row[index]?.trim() ?? '').filter((value) => value !== ''),
  }));
}

function withMap(preset: Preset, map: MapOption | null): Preset {
  return map === null ? preset : { ...preset, columns: { ...preset.columns, ...map.columns } };
}

/**
 * A column that the user names must be there. A JSON path may come later in the file, but for a column with an option of
 * its own, which every record should have.
 */
function checkMapped({ name: file, shape, header }: PlannedFile, map: MapOption | null): void {
  if (map === null) return;
  const known = new Set(header.map(headerKey));
  for (const [column, name] of map.from) {
    const option = map.options?.get(column);
    if (shape === 'json' && option === undefined) continue;
    if (/^(['"]).*\1$/.test(name) || known.has(headerKey(name))) continue;
    const close = nearest(name, header);
    const message =
      option === undefined
        ? `--map takes ${column} from "${name}", which ${inputName(file)} does not have`
        : `${option} is "${name}", which ${inputName(file)} does not have`;
    throw new AppError('usage', message, {
      code: 'map.missing',
      hint: close === null ? `its columns are ${header.join(', ')}` : `did you mean "${close}"?`,
    });
  }
}
