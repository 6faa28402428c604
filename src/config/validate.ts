/** Checks values and says what is wrong with them in the words of the tables of keys. */
import * as v from 'valibot';
import { AppError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { GlobalValues } from './config.js';
import { type ConfigDocument, isRecord } from './document.js';
import { GLOBAL_KEYS } from './keys.js';
import { describeKey, knownKeys, type Path, showPath } from './path.js';
import { type Problem, preview, problemsError, unfitProblem } from './problem.js';
import { FILE_SCHEMA, type FileBrand, type FileValues, GLOBAL_SCHEMAS } from './schema.js';

/** Throws AppError `configuration` that lists all problems of the file. */
export function validateFile(document: ConfigDocument): FileValues {
  const plain = withoutNulls(document.value ?? {});
  const result = v.safeParse(FILE_SCHEMA, plain);
  const problems = [...unknownKeys(plain, []), ...(result.issues?.map((issue) => problemOf(issue, document)) ?? [])];
  if (result.success) {
    problems.push(...clashes(result.output));
    if (problems.length === 0) return result.output;
  }
  const hint = 'every key is explained in .brandwatchrc.example';
  throw problemsError('configuration', document.name, problems, (path) => document.line(path), hint);
}

/** One value of a flag or an environment variable. `origin` is what users wrote, e.g. `--timezone`. */
export function validateGlobal<Name extends keyof GlobalValues>(
  name: Name,
  value: unknown,
  origin: string,
  kind: 'usage' | 'configuration',
): GlobalValues[Name] {
  const schema: v.GenericSchema<unknown, GlobalValues[Name]> = GLOBAL_SCHEMAS[name];
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const expected = result.issues[0].message || GLOBAL_KEYS[name].allowed;
  throw new AppError(kind, `${origin} is ${preview(value)}: expected ${expected}`, {
    code: kind === 'usage' ? 'usage.invalid-value' : 'config.invalid',
    hint: `for example ${origin}${kind === 'usage' ? ' ' : '='}${GLOBAL_KEYS[name].example}`,
  });
}

function problemOf(issue: v.BaseIssue<unknown>, document: ConfigDocument): Problem {
  const steps = (issue.path ?? []).map(({ key }): string | number => (typeof key === 'number' ? key : String(key)));
  const last = steps.at(-1);
  // A single value that stands for a list of one has no position in a list.
  const path = typeof last === 'number' && !Array.isArray(document.at(steps.slice(0, -1))) ? steps.slice(0, -1) : steps;
  if (issue.path?.at(-1)?.origin === 'key') {
    if (issue.type === 'object') {
      return { path, text: `${showPath(path)} is missing: expected ${describeKey(path)?.allowed ?? 'a value'}` };
    }
    const where = showPath(path.slice(0, -1));
    return { path, text: `key "${String(last)}" in ${where} is not allowed: expected ${issue.message}` };
  }
  return unfitProblem(path, issue.input, issue.kind === 'schema' ? null : issue.message || null, document.source(path));
}

/** Keys that no table has, wherever the mappings are whose keys are ours to choose. */
function unknownKeys(value: unknown, path: Path): Problem[] {
  if (Array.isArray(value)) return value.flatMap((inside, index) => unknownKeys(inside, [...path, index]));
  if (!isRecord(value)) return [];
  const known = knownKeys(path);
  return Object.entries(value).flatMap(([name, inside]) => {
    const here = [...path, name];
    if (known.length === 0 || known.includes(name)) return unknownKeys(inside, here);
    const where = path.length === 0 ? '' : ` in ${showPath(path)}`;
    const meant = nearest(name, known);
    const advice = meant === null ? `expected ${known.join(', ')}` : `did you mean "${meant}"?`;
    return [{ path: here, text: `unknown key "${name}"${where}; ${advice}` }];
  });
}

/** What each value allows and all of them together do not. */
function clashes(values: FileValues): Problem[] {
  const problems: Problem[] = [];
  if (values.brand !== undefined && values.brands !== undefined) {
    problems.push({ path: ['brand'], text: 'brand and brands are both given: expected one of them' });
  }
  const roots = values.brands?.map((brand, index): [Path, FileBrand] => [['brands', index], brand]) ?? [];
  if (values.brand !== undefined) roots.push([['brand'], values.brand]);
  // Two brands may share a competitor, and each may be the other's; inside one brand, no two are called the same.
  problems.push(...twice(roots.map(([root, brand]) => [[...root, 'name'], brand.name])));
  for (const [root, brand] of roots) {
    const rivals = brand.competitors.map(({ name }, index): [Path, string] => [
      [...root, 'competitors', index, 'name'],
      name,
    ]);
    problems.push(...twice([[[...root, 'name'], brand.name], ...rivals]));
    problems.push(...twice(brand.topics.map(({ name }, index) => [[...root, 'topics', index, 'name'], name])));
  }
  return problems;
}

/** A problem for each name that another one before it has, in whatever capitals. */
function twice(names: readonly (readonly [Path, string])[]): Problem[] {
  const owners = new Map<string, Path>();
  const problems: Problem[] = [];
  for (const [path, name] of names) {
    const owner = owners.get(name.toLowerCase());
    if (owner === undefined) owners.set(name.toLowerCase(), path);
    else
      problems.push({
        path,
        text: `${showPath(path)} is ${preview(name)}, as is ${showPath(owner)}: expected another name`,
      });
  }
  return problems;
}

/** A key with nothing after it, as a file that was commented out line by line has them, is as good as absent. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inside]) => inside !== null)
      .map(([key, inside]) => [key, withoutNulls(inside)]),
  );
}
