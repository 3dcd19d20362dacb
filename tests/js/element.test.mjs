import assert from "node:assert/strict";
import { test } from "node:test";

import { pageParts } from "./fixture.mjs";

const document = {
  createElement: (name) => ({
    name,
    className: "",
    children: [],
    append(...children) {
      this.children.push(...children);
    },
  }),
};
const { makeParts } = pageParts(["element"], "{ makeParts }", { document });
const describe = ({ name, className, children }) => [name, className, children];

test("a marked part becomes an element, any other stays text", () => {
  const parts = [{ text: "the ", marked: false }, { text: "sea", marked: true }];
  const [text, mark] = makeParts(parts, "wisdom-mark");
  assert.equal(text, "the ");
  assert.deepEqual(describe(mark), ["mark", "wisdom-mark", ["sea"]]);
  assert.deepEqual(describe(makeParts(parts)[1]), ["mark", "", ["sea"]]);
});
