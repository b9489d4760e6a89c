/**
 * The document as xterm.js sees it. It writes its styles into `<style>` elements, which the app's security policy refuses, as it
 * should: so each of those is an element that hands its text to a style sheet of our own making, which the policy lets pass.
 */
export function documentWithSheets(real: Document): Document {
  const create = (name: string): HTMLElement =>
    name.toLowerCase() === 'style' ? sheetElement(real) : real.createElement(name);
  return new Proxy(real, {
    get(target, name) {
      if (name === 'createElement') return create;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}

/** Stands for a `<style>`: its text becomes a sheet of the document, which goes when the element is taken away. */
function sheetElement(real: Document): HTMLElement {
  const element = real.createElement('span');
  element.hidden = true;
  const sheet = new CSSStyleSheet();
  real.adoptedStyleSheets = [...real.adoptedStyleSheets, sheet];
  Object.defineProperty(element, 'textContent', {
    get: () => '',
    set: (text: string) => {
      sheet.replaceSync(text);
    },
  });
  const remove = element.remove.bind(element);
  element.remove = () => {
    real.adoptedStyleSheets = real.adoptedStyleSheets.filter((one) => one !== sheet);
    remove();
  };
  return element;
}
