// Runs in the browser, as a file of its own: the page allows no script in its text. The validator would send the
// document's address to another host.
window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  filter: true,
  validatorUrl: null,
});
