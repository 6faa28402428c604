/** Fills `{{name}}` in an SQL file. Every name in the file must be given, and every name given must be in the file. */
export function fillSql(sql: string, values: Readonly<Record<string, string>>): string {
  const unused = new Set(Object.keys(values));
  const filled = sql.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {{${name}}}`);
    unused.delete(name);
    return value;
  });
  if (unused.size > 0) throw new Error(`nothing takes ${[...unused].join(', ')}`);
  return filled;
}
