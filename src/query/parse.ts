import type { ErrorKind } from '../core/errors.js';
import { wellFormed } from '../core/plain-text.js';
import { isLeaf, type Near, type Query } from './ast.js';
import type { FieldName } from './fields.js';
import { type Lexeme, Lexer } from './lex.js';

/** Far more than anyone nests by hand, far less than the stack holds. */
const MAX_DEPTH = 100;

type NearLexeme = Extract<Lexeme, { kind: 'near' }>;

/**
 * Reads a Boolean query.
 *
 *     or    = and { "OR" and }
 *     and   = not { [ "AND" ] not }                    words side by side mean AND
 *     not   = "NOT" not | near
 *     near  = part [ ( "NEAR/n" | "ONEAR/n" ) part ]   parts of NEAR: terms, or an OR of terms in parentheses
 *     part  = term | field | "(" or ")"
 *     term  = word | "phrase" | #tag | @handle         * and ? are wildcards
 *     field = raw:"text" | name:value | name:( value { "OR" value } )
 *
 * NEAR binds tightest, then NOT, then AND, then OR. Operators are in capitals; in lower case they are words like any other.
 * Throws a QueryError of the given kind, which points at the character that does not fit.
 */
export function parseQuery(text: string, kind: ErrorKind = 'usage'): Query {
  const lexer = new Lexer(wellFormed(text), kind);
  const nothing = text.indexOf('\0');
  if (nothing !== -1) lexer.fail({ at: nothing, end: nothing + 1 }, 'a character that can be read');
  return new Parser(lexer).whole();
}

class Parser {
  #next: Lexeme;
  #depth = 0;

  constructor(private readonly lexer: Lexer) {
    this.#next = lexer.next();
  }

  whole(): Query {
    const query = this.#or();
    if (this.#next.kind !== 'end') this.lexer.fail(this.#next, 'AND, OR or the end', 'a parenthesis was never opened');
    return query;
  }

  #take(): Lexeme {
    const taken = this.#next;
    this.#next = this.lexer.next();
    return taken;
  }

  #or(): Query {
    const parts = [this.#and()];
    while (this.#next.kind === 'OR') {
      this.#take();
      parts.push(this.#and());
    }
    return junction('or', parts);
  }

  #and(): Query {
    const parts = [this.#not()];
    for (;;) {
      if (this.#next.kind === 'AND') this.#take();
      else if (['OR', ')', 'end'].includes(this.#next.kind)) break;
      parts.push(this.#not());
    }
    return junction('and', parts);
  }

  #not(): Query {
    const first = this.#next;
    if (first.kind !== 'NOT') return this.#near();
    this.#descend(first);
    this.#take();
    const part = this.#not();
    this.#depth--;
    return { kind: 'not', part, at: first.at, end: part.end };
  }

  #near(): Query {
    const left = this.#part();
    const near = this.#next;
    if (near.kind !== 'near') return left;
    this.#placed(left, near);
    this.#take();
    const right = this.#part();
    this.#placed(right, near);
    if (this.#next.kind === 'near') {
      this.lexer.fail(this.#next, 'AND, OR or the end', 'NEAR joins two: write a NEAR/5 b AND b NEAR/5 c');
    }
    const { ordered, distance } = near;
    return { kind: 'near', ordered, distance, left, right, at: left.at, end: right.end } satisfies Near;
  }

  /** NEAR takes what stands at a place in the text. */
  #placed(side: Query, near: NearLexeme): void {
    const wrong = unplaced(side);
    if (wrong === null) return;
    const hint = `each side of ${near.ordered ? 'ONEAR' : 'NEAR'} is a word, a phrase, a #tag, a @handle, or an OR of these in parentheses`;
    this.lexer.fail(wrong, 'a term beside NEAR', hint);
  }

  #part(): Query {
    const first = this.#next;
    switch (first.kind) {
      case 'leaf':
        this.#take();
        return first.leaf;
      case 'field':
        this.#take();
        return first.field;
      case 'list':
        return this.#list(first.name);
      case '(': {
        this.#descend(first);
        this.#take();
        const query = this.#or();
        if (this.#next.kind !== ')') this.lexer.fail(this.#next, 'AND, OR or a closing parenthesis');
        this.#take();
        this.#depth--;
        return query;
      }
      default:
        this.lexer.fail(first, 'a term');
    }
  }

  /** The values of `name:(a OR b)`, which means `name:a OR name:b`. */
  #list(name: FieldName): Query {
    const parts: Query[] = [this.lexer.value(name)];
    for (;;) {
      const next = this.lexer.next();
      if (next.kind === ')') break;
      if (next.kind !== 'OR') this.lexer.fail(next, 'OR or a closing parenthesis', `write ${name}:(a OR b)`);
      parts.push(this.lexer.value(name));
    }
    this.#next = this.lexer.next();
    return junction('or', parts);
  }

  #descend(lexeme: Lexeme): void {
    if (++this.#depth > MAX_DEPTH) this.lexer.fail(lexeme, `at most ${MAX_DEPTH} levels of NOT and parentheses`);
  }
}

/** The first part of a side of NEAR that has no place in the text. */
function unplaced(query: Query): Query | null {
  if (isLeaf(query)) return query.kind === 'raw' ? query : null;
  if (query.kind !== 'or') return query;
  for (const part of query.parts) {
    const wrong = unplaced(part);
    if (wrong !== null) return wrong;
  }
  return null;
}

function junction(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a junction needs parts');
  return parts.length === 1 ? first : { kind, parts, at: first.at, end: last.end };
}
