import openApi from '@alicloud/openapi-core';

export { $OpenApiUtil as OpenApi } from '@alicloud/openapi-core';
export { RuntimeOptions } from '@darabonba/typescript';

/** A default export of CommonJS: Node and bundles hand over the module that has it, other loaders the class itself. */
export const Core = classIn(openApi);

function classIn(loaded: typeof openApi | typeof openApi.default): typeof openApi.default {
  return typeof loaded === 'function' ? loaded : loaded.default;
}
