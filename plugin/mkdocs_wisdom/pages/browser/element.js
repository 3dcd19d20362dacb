/** Elements of the page, made from text and other elements, never from HTML. */
const { makeElement } = (() => {
  function makeElement(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  return { makeElement };
})();
