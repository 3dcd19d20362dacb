/** The filters of a search: year, tag and order, each a field of the box's form. */
const { FILTERS, Filters } = (() => {
  const FILTERS = ["year", "tag", "order"];
  const FEWEST_CHOICES = { year: 2, tag: 1 }; // with fewer, a field is not shown
  const FEWEST_HITS = 6; // with fewer there is nothing to narrow

  class Filters {
    constructor(form) {
      this.fields = FILTERS.map((name) => [name, form.elements[name]]);
      this.element = form.querySelector(".wisdom-filters");
      this.offered = false;
    }

    /** The values of the filters that are set, by name. */
    get values() {
      const values = this.fields.map(([name, field]) => [name, field.value]);
      return Object.fromEntries(values.filter(([, value]) => value));
    }

    set values(values) {
      for (const [name, field] of this.fields) field.value = values[name] ?? "";
    }

    /** Show the filters if there is much to filter, or if one of them is set. */
    show(total) {
      this.element.hidden = total < FEWEST_HITS && Object.keys(this.values).length === 0;
    }

    hide() {
      this.element.hidden = true;
    }

    /** Fill the fields, once, with the years and tags of the posts. */
    async offer(client) {
      if (this.offered) return;
      const { years, tags } = await client.facets();
      if (this.offered) return;
      this.offered = true;
      this.fill("year", years.map((year) => [year, year]));
      this.fill("tag", tags.map(([tag, count]) => [tag, `${tag} (${count})`]));
    }

    fill(name, choices) {
      const [, field] = this.fields.find(([other]) => other === name);
      for (const [value, text] of choices) field.append(new Option(text, value));
      field.parentElement.hidden = choices.length < FEWEST_CHOICES[name];
    }
  }

  return { FILTERS, Filters };
})();
