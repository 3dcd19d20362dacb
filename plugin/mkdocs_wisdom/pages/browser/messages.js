/** Messages: the words of the site's language, as languages/language.py gives them to the page. */
const { Messages } = (() => {
  class Messages {
    /** @param {object} messages texts by key; `language` is their language tag */
    constructor(messages) {
      this.messages = messages;
      this.plurals = new Intl.PluralRules(messages.language);
    }

    /** Return a text with its values; of plural forms, the one for the value `count`. */
    say(key, values = {}) {
      const message = this.messages[key];
      const text = message[this.plurals.select(values.count ?? 0)] ?? message.other ?? message;
      return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }

    /** Write the date of `2026-11-24T…`. */
    date(date) {
      const [year, number, day] = date.slice(0, 10).split("-").map(Number);
      return this.say("date", { year, number, day, month: this.messages.months_in_dates[number - 1] });
    }

    /** Write a number; `options` are those of Intl.NumberFormat. */
    number(value, options = {}) {
      return new Intl.NumberFormat(`${this.messages.language}-u-nu-latn`, options).format(value);
    }

    list(words) {
      return words.join(this.messages.comma);
    }
  }

  return { Messages };
})();
