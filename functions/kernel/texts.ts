/** The languages that people outside are addressed in. */
export type Language = 'en' | 'zh-CN';

/** A text in every language; a missing translation does not compile. */
export type Texts = Readonly<Record<Language, string>>;

/** Fills `{name}` in a text. An unknown name stays visible, so a test finds it. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
