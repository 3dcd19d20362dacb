/** Stems, by lunr.js and lunr-languages: two words with the same stem are forms of one word. */
const { createStemmer, formPrefix } = (() => {
  /** Return the function from a word to its stem; a language without a stemmer keeps the word. */
  function createStemmer(language) {
    if (language === "en") return (word) => lunr.stemmer(new lunr.Token(word)).toString();
    const stem = lunr[language]?.stemmer;
    return stem ? (word) => stem(new lunr.Token(word)).toString() : (word) => word;
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
