/** What messages call an input: its name as the user gave it, and standard input for `-`. */
export function inputName(name: string): string {
  return name === '-' ? 'standard input' : name;
}
