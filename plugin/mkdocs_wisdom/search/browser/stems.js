/** Stems, by lunr.js and lunr-languages: two words with the same stem are forms of one word. */
const { createStemmer, formPrefix } = (() => {
  const LETTERS = /^[\p{L}\p{M}\p{N}']+$/u; // emoji, `c++` and `1.2` have no other form

  /** Return the function from a word to its stem; a language without a stemmer keeps the word. */
  function createStemmer(language) {
    const stem = language === "en" ? lunr.stemmer : lunr[language]?.stemmer;
    if (!stem) return (word) => word;
    return (word) => (LETTERS.test(word) ? stem(new lunr.Token(word)).toString() : word);
  }

  /**
   * Return how all forms of a word begin: as the word and its stem do. The last character is left
   * out, because the stem of `happy` is `happi`.
   */
  function formPrefix(word, stem) {
    let length = 0;
    while (length < word.length && word[length] === stem[length]) length += 1;
    return word.slice(0, length > 2 ? length - 1 : length);
  }

  return { createStemmer, formPrefix };
})();
