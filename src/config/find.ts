/** Finds the configuration file. Nothing here can run code. */
import { access, constants, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import type { Options, PublicExplorer } from 'cosmiconfig';
import { AppError, isSystemError } from '../core/errors.js';
import { type ConfigDocument, emptyConfig } from './document.js';

/** In the order in which they are tried in each directory; the first that holds something is the one. */
const SEARCH_PLACES = [
  '.brandwatchrc',
  '.brandwatchrc.json',
  '.brandwatchrc.yaml',
  '.brandwatchrc.yml',
  'package.json',
] as const;

const CODE = /^\.(?:[cm]?[jt]sx?|node|wasm|sh|py)$/iu;

type ExplorerOptions = Options & { readonly moduleName: string; readonly metaConfigFilePath: null };

export interface FoundConfig {
  readonly file: string;
  readonly document: ConfigDocument;
}

/**
 * The explicit file, or else the first one found from `cwd` upwards to the root, or null where there is none.
 * `from` says where an explicit file was named, for messages. Throws AppError `configuration`.
 */
export async function findConfig(
  cwd: string,
  explicit: { readonly path: string; readonly from: string } | null,
): Promise<FoundConfig | null> {
  if (explicit !== null) {
    const file = resolve(cwd, explicit.path);
    if (CODE.test(extname(file))) {
      throw new AppError(
        'configuration',
        `cannot use ${explicit.path} (${explicit.from}): ${extname(file)} files run code, and configuration never does`,
        { code: 'config.code', hint: 'use .brandwatchrc, or a file that ends in .json, .yaml or .yml' },
      );
    }
    await mustBeReadable(file, `${explicit.path} (${explicit.from})`);
    const explorer = await openExplorer(cwd);
    return loaded(await explorer.load(file), file);
  }
  let explorer: PublicExplorer | null = null;
  for (let directory = resolve(cwd); ; directory = dirname(directory)) {
    for (const place of SEARCH_PLACES) {
      if (await isFile(join(directory, place))) {
        explorer ??= await openExplorer(cwd);
        const found = await explorer.search(directory);
        if (found !== null && !found.isEmpty) return loaded(found, found.filepath);
        break;
      }
    }
    if (dirname(directory) === directory) return null;
  }
}

/**
 * cosmiconfig's own constructor function first looks for *its* configuration in the working directory, and for that it
 * runs `.config/config.js` wherever it finds one. Its explorer alone does not, and it knows no loader but those given.
 */
async function openExplorer(cwd: string): Promise<PublicExplorer> {
  const [internal, { parseConfig }] = await Promise.all([
    // Its declaration file leaves the class out.
    import('cosmiconfig/dist/Explorer.js') as Promise<unknown>,
    import('./document-text.js'),
  ]);
  const { Explorer } = internal as { Explorer: new (options: ExplorerOptions) => PublicExplorer };
  const shown = (path: string) => {
    const short = relative(cwd, path);
    return short === '' || short.length > path.length ? path : short;
  };
  // Wrapped, so that cosmiconfig never meets `$import` and follows it to other files.
  const load = (path: string, text: string) => {
    const document = parseConfig(text, shown(path));
    return document.value === undefined ? undefined : { document };
  };
  const loadPackage = (path: string, text: string) => {
    if (basename(path) !== 'package.json') return load(path, text);
    const document = parseConfig(text, shown(path), ['brandwatch']);
    return document.value === undefined ? {} : { brandwatch: { document } };
  };
  const loaders = { '.json': loadPackage, '.yaml': load, '.yml': load, noExt: load, default: load };
  return new Explorer({
    moduleName: 'brandwatch',
    packageProp: ['brandwatch'],
    searchPlaces: [...SEARCH_PLACES],
    searchStrategy: 'none',
    ignoreEmptySearchPlaces: true,
    mergeSearchPlaces: false,
    mergeImportArrays: false,
    metaConfigFilePath: null,
    cache: false,
    transform: (result) => result,
    loaders,
  });
}

function loaded(result: { readonly config: unknown; readonly filepath: string } | null, file: string): FoundConfig {
  const config: unknown = result?.config;
  if (typeof config === 'object' && config !== null && 'document' in config) {
    return { file, document: config.document as ConfigDocument };
  }
  if (basename(file) === 'package.json') {
    throw new AppError('configuration', `cannot use ${file}: it has no key "brandwatch"`, {
      code: 'config.missing-key',
      hint: 'add a "brandwatch" key, or name another file',
    });
  }
  return { file, document: emptyConfig(file) };
}

async function isFile(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    // There is one above most directories, without a key for us: it is neither parsed nor complained of.
    if (basename(path) === 'package.json') return (await readFile(path, 'utf8')).includes('"brandwatch"');
  } catch {
    return false;
  }
  // cosmiconfig would pass over it in silence, and the run would go on without its brands.
  await mustBeReadable(path, path);
  return true;
}

async function mustBeReadable(path: string, shown: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
    if ((await stat(path)).isFile()) return;
  } catch (error) {
    const why = isSystemError(error, 'ENOENT', 'ENOTDIR')
      ? 'no such file'
      : isSystemError(error, 'EACCES', 'EPERM')
        ? 'permission denied'
        : String(error);
    throw new AppError('configuration', `cannot read ${shown}: ${why}`, {
      code: 'config.unreadable',
      hint: 'check the path, or run brandwatch init to write a new file',
      cause: error,
    });
  }
  throw new AppError('configuration', `cannot read ${shown}: it is not a file`, {
    code: 'config.unreadable',
    hint: 'name the file itself',
  });
}
