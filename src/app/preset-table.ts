/** The registry of presets as a table. */
import { type Cell, fixedTable, type Table, type TableColumn } from '../core/table.js';
import { PRESETS } from '../presets/index.js';
import type { Evidence } from '../presets/preset.js';

const COLUMNS: readonly TableColumn[] = [
  { name: 'id', type: 'text', about: 'what --preset takes', terminal: 1 },
  { name: 'title', type: 'text', about: 'the tool or network', terminal: 2 },
  { name: 'summary', type: 'text', about: 'which of its exports', terminal: 3, wraps: true },
  { name: 'shape', type: 'text', about: 'table or json', terminal: 5 },
  { name: 'evidence', type: 'text', about: 'how the columns are known', terminal: 4 },
  { name: 'fields', type: 'list', about: 'columns of a post that it fills' },
];

const EVIDENCE: Readonly<Record<Evidence, string>> = {
  S: 'seen in the source',
  'S-ind': 'seen in a parser of it',
  own: 'our own',
};

export function presetTable(limit: number | null): Table {
  const rows = PRESETS.map((preset): readonly Cell[] => [
    preset.id,
    preset.title,
    preset.summary,
    preset.shape,
    EVIDENCE[preset.evidence],
    Object.keys(preset.columns),
  ]);
  return fixedTable({
    id: 'presets',
    title: 'Presets',
    columns: COLUMNS,
    rows: limit === null ? rows : rows.slice(0, limit),
    total: rows.length,
  });
}
