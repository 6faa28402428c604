/** The posts that are wanted, of those in the engine that nobody judges: `--where` of an import, and what a query finds. */
import type { Engine } from '../core/engine.js';
import { AppError } from '../core/errors.js';
import { BIT_MACRO, bitSql } from '../judgement/batch.js';
import type { Query } from '../query/ast.js';
import type { QueryClock } from '../query/field-value.js';
import { parseQuery } from '../query/parse.js';
import { columnsOf, textParts, withTextTogether } from '../query/parts.js';
import { judgedFields } from '../query/text-terms.js';
import { toSql } from '../query/to-sql.js';
import { matchTexts } from './match-texts.js';

export interface Where {
  readonly query: Query;
  readonly clock: QueryClock;
}

/** Reads what `--where` asks for. Throws QueryError of the kind `usage`. */
export function readWhere(text: string, clock: QueryClock): Where {
  return { query: parseQuery(text), clock };
}

/** Removes the posts that are not wanted; those with judged conditions are found only where they come judged. */
export async function keepWhere(engine: Engine, { query, clock }: Where, signal?: AbortSignal): Promise<void> {
  await refuseUnjudged(engine, query);
  const whole = withTextTogether(query);
  const texts = textParts(whole);
  const wanted = toSql(whole, {
    clock,
    answered: (part) => {
      const place = texts.indexOf(part);
      return place === -1 ? null : bitSql('w', place);
    },
    column: (name) => `p.${name}`,
  });
  await engine.run(BIT_MACRO);
  if (texts.length > 0) {
    await matchTexts(engine, {
      from: 'posts',
      which: 'TRUE',
      queries: texts,
      into: 'where_matches',
      ...(signal === undefined ? {} : { signal }),
    });
  }
  const join = texts.length === 0 ? '' : 'LEFT JOIN where_matches AS w ON w.row = p.rowid';
  await engine.run(`DELETE FROM posts WHERE rowid NOT IN (SELECT p.rowid FROM posts AS p ${join} WHERE ${wanted})`);
  if (texts.length > 0) await engine.run('DROP TABLE where_matches');
}

/** A condition that no post can meet is a mistake. */
async function refuseUnjudged(engine: Engine, query: Query): Promise<void> {
  for (const field of judgedFields(query)) {
    const known = [...columnsOf(field)].map((column) => `count(${column})`);
    const [row] = await engine.rows(`SELECT count(*), ${known.join(' + ')} FROM posts`);
    if (Number(row?.[0] ?? 0) === 0 || Number(row?.[1] ?? 0) > 0) continue;
    throw new AppError('usage', `--where asks for ${field.name}:, and these posts are not judged`, {
      code: 'query.unjudged',
      hint: 'judge them on the way: brandwatch score --where …',
    });
  }
}
