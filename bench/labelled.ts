/** Labelled posts: TSV files with the columns id, lang, label, target, text. */
import { readFileSync } from 'node:fs';

export interface LabelledPost {
  readonly id: string;
  readonly lang: string;
  /** neg, neu or pos. */
  readonly label: string;
  readonly text: string;
  /** In lower case, where the file tells. */
  readonly author?: string;
}

/** What readLabelled needs; other columns are not read. */
export const LABELLED_COLUMNS = ['id', 'lang', 'label', 'text'] as const;

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&gt;': '>',
  '&lt;': '<',
  '&quot;': '"',
  '&#39;': "'",
};

/** Undoes what such files carry and an import would have removed: HTML entities and `\u2019` escapes. */
export function plainText(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&(?:amp|gt|lt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

export function readLabelled(file: string): LabelledPost[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8').split('\n');
  const columns = header.split('\t');
  const [id = -1, lang = -1, label = -1, text = -1] = LABELLED_COLUMNS.map((name) => columns.indexOf(name));
  if (Math.min(id, lang, label, text) < 0)
    throw new Error(`${file} lacks one of the columns ${LABELLED_COLUMNS.join(', ')}`);
  return lines.filter(Boolean).map((line) => {
    const cells = line.split('\t');
    return {
      id: cells[id] ?? '',
      lang: cells[lang] ?? '',
      label: cells[label] ?? '',
      text: plainText(cells[text] ?? ''),
    };
  });
}
