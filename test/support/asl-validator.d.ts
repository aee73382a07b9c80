/** The package ships no declarations; this is what we use of it. */
declare module 'asl-validator' {
  function validate(definition: unknown): { readonly errors: readonly unknown[] };
  export = validate;
}
