/** The languages that people outside are addressed in. */
export type Language = 'en' | 'zh-CN';

/** A text in every language; a missing translation does not compile. */
export type Texts = Readonly<Record<Language, string>>;

/**
 * Fills `{name}` in a text. An unknown name stays visible, so a test finds it. A name that ends in a full stop, such as
 * `Pte. Ltd.`, ends a sentence by it.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}(\.?)/g, (whole, name: string, stop: string) => {
    if (values[name] === undefined) return whole;
    const value = String(values[name]);
    return value.endsWith('.') ? value : `${value}${stop}`;
  });
}
