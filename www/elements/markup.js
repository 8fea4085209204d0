// The one place where text becomes markup. All of it was written by these files or by the engine, which escapes what a
// reader has typed; so a page may require trusted types and name this one policy, `hillside`.

const { trustedTypes } = /** @type {{ trustedTypes?: { createPolicy(name: string, rules: object): { createHTML(text: string): string } } }} */ (globalThis);
const policy = trustedTypes?.createPolicy('hillside', { createHTML: (/** @type {string} */ text) => text });

/** Makes this the inside of an element or a shadow. @param {Element | ShadowRoot} parent @param {string} text */
export function fill(parent, text) {
  parent.innerHTML = policy ? policy.createHTML(text) : text;
}

/** What this text is made of, to be put anywhere. @param {string} text */
export function made(text) {
  const template = document.createElement('template');
  fill(/** @type {any} */ (template), text);
  return template.content;
}
