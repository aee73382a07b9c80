/** Only the page's own files may run, and it may call only us: a token typed into it goes nowhere else. */
export const referencePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The reference's page; scripts and styles by the names that they are served under. */
export function referencePage(files: {
  readonly style: string;
  readonly bundle: string;
  readonly start: string;
}): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>reseller-desk API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/reference/${files.style}">
  </head>
  <body>
    <main id="reference">
      <noscript>
        <p>The reference needs JavaScript. The same in one file: <a href="/openapi.json">openapi.json</a>.</p>
        <p lang="zh-CN">此页面需要 JavaScript。同样的内容见文件 <a href="/openapi.json">openapi.json</a>。</p>
      </noscript>
    </main>
    <script src="/reference/${files.bundle}"></script>
    <script src="/reference/${files.start}"></script>
  </body>
</html>
`;
}
