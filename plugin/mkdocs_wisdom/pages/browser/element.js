/** Elements of the page, made from text and other elements, never from HTML. */
const { makeElement, makeParts } = (() => {
  function makeElement(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  /** Make nodes of parts `{text, marked}`, as the engine returns them: a marked one is a `mark`. */
  function makeParts(parts, className = "") {
    return parts.map(({ text, marked }) => (marked ? makeElement("mark", className, text) : text));
  }

  return { makeElement, makeParts };
})();
