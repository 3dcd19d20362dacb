/** Elements of the page, made from text and other elements, never from HTML. */
const { makeElement, makeParts, findTextNodes, isTyping } = (() => {
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

  /** Return the text nodes in an element, as an array: it stays when they are replaced. */
  function findTextNodes(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  /** Whether a key was pressed in a field, which takes it. */
  function isTyping(event) {
    return Boolean(event.target.closest?.("input, textarea, select, [contenteditable]"));
  }

  return { makeElement, makeParts, findTextNodes, isTyping };
})();
