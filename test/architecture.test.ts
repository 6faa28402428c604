import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = resolve('src');

/** What each folder may import besides itself. `language` is below its siblings: sentiment and queries read its tokens. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: [],
  posts: ['core'],
  language: ['core', 'posts'],
  files: ['core', 'posts'],
  presets: ['core', 'posts'],
  sources: ['core', 'posts'],
  sentiment: ['core', 'posts', 'language'],
  query: ['core', 'posts', 'language'],
  reach: ['core', 'posts'],
  reports: ['core', 'posts'],
  alerts: ['core', 'posts'],
  formats: ['core', 'posts'],
  store: ['core', 'posts'],
  judgement: ['core', 'posts', 'language', 'sentiment', 'query'],
  config: ['core', 'posts', 'query'],
  app: [
    'core',
    'posts',
    'language',
    'files',
    'presets',
    'sources',
    'sentiment',
    'query',
    'reach',
    'reports',
    'alerts',
    'formats',
    'store',
    'judgement',
    'config',
  ],
  cli: ['core', 'posts', 'presets', 'sources', 'reports', 'alerts', 'formats', 'sentiment', 'config', 'app', 'files'],
};

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sources(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const FILES = sources(SOURCE).map((path) => ({ path, name: relative(SOURCE, path), text: readFileSync(path, 'utf8') }));

function imports(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => specifier ?? '');
}

describe('architecture', () => {
  it('the arrows between folders point one way', () => {
    const wrong = FILES.flatMap(({ path, name, text }) => {
      const folder = name.split('/')[0] ?? '';
      const allowed = ALLOWED[folder];
      if (allowed === undefined) return [`${name}: unknown folder`];
      return imports(text)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => relative(SOURCE, resolve(dirname(path), specifier)).split('/')[0] ?? '')
        .filter((target) => target !== folder && !allowed.includes(target))
        .map((target) => `${name} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('only cli knows commander, the process and the terminal', () => {
    const wrong = FILES.filter(({ name }) => !name.startsWith('cli/')).flatMap(({ name, text }) => [
      ...imports(text)
        .filter((specifier) => ['commander', 'ora', 'node:process'].includes(specifier))
        .map((specifier) => `${name} imports ${specifier}`),
      ...(/(?<![\w.'`])process\.(?!js)/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''))
        ? [`${name} uses process`]
        : []),
    ]);
    expect(wrong).toEqual([]);
  });

  it('the root of natural is never imported', () => {
    expect(FILES.filter(({ text }) => imports(text).includes('natural')).map(({ name }) => name)).toEqual([]);
  });

  it('no folder is called utils, helpers, common or misc', () => {
    expect(
      FILES.filter(({ name }) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(name)).map(({ name }) => name),
    ).toEqual([]);
  });

  it('every preset, source, report and format is registered', async () => {
    const { PRESETS } = await import('../src/presets/index.js');
    const { SOURCES } = await import('../src/sources/index.js');
    const { REPORTS } = await import('../src/reports/index.js');
    const { FORMATS } = await import('../src/formats/index.js');
    const defaults = async (folder: string): Promise<unknown[]> => {
      const found = FILES.filter(
        ({ name, text }) => name.startsWith(`${folder}/`) && /^export default define/m.test(text),
      );
      const modules = await Promise.all(found.map(({ path }) => import(path) as Promise<{ default: unknown }>));
      return modules.map((module) => module.default);
    };
    for (const [folder, registry] of [
      ['presets', PRESETS],
      ['sources', SOURCES],
      ['reports', REPORTS],
      ['formats', FORMATS],
    ] as const) {
      const files = await defaults(folder);
      expect(files.length).toBeGreaterThan(1);
      expect(new Set(files)).toEqual(new Set<unknown>(registry));
    }
  });

  it('no file has outgrown its noun', () => {
    expect(FILES.filter(({ text }) => text.split('\n').length > 400).map(({ name }) => name)).toEqual([]);
  });
});
