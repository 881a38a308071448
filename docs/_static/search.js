// The search of the site. Sphinx reads this file after its own searchtools.js, whose ways to find and
// show results it replaces: they find parts of words ("train" in "constraints"), and put the
// hundreds of API entries before the guides.
//
// Words match whole, by their stem, or from their start. Names are split into words, so that
// "create endpoint config", "create_endpoint_config" and "CreateEndpointConfig" find the same.
var Scorer = {};

// Other words for what people search for; the first pages that use one of them are meant.
const SYNONYMS = {
  async: ["asynchronous", "asyncio"],
  autocomplete: ["completion", "editor"],
  auth: ["credentials", "role", "profile"],
  autoscale: ["scale"],
  benchmark: ["performance"],
  canary: ["deploy", "update"],
  credentials: ["profile", "session", "role"],
  deploy: ["hosting", "endpoint"],
  exception: ["error"],
  fake: ["testing", "mock"],
  hyperpod: ["cluster"],
  inference: ["endpoint", "invoke"],
  install: ["start", "quickstart"],
  invoke: ["runtime", "endpoint"],
  logging: ["logs"],
  mock: ["testing", "test"],
  moto: ["testing", "local"],
  notebook: ["jupyter", "studio"],
  paginate: ["pagination", "pages"],
  poll: ["waiting", "wait"],
  predict: ["invoke", "endpoint"],
  retry: ["retries", "throttling", "timeout"],
  stub: ["testing", "test"],
  throttling: ["retry"],
  timeout: ["retry", "wait"],
  train: ["training"],
  upgrade: ["versions"],
  waiter: ["waiting", "wait"],
};
const RECIPES = /^(cookbook|recipes?)(\/|$)/;
// Pages that only list or collect things; a list of operations also has areas as headings.
const COLLECTIONS = /\/(operations|classes|errors|waiters|enums|lists|scalars|shared)$/;
const LISTS = /\/(operations|classes)$/;
const PER_PAGE = 5;
const MOST = 60;

const stemmer = new Stemmer();
const stems = new Map();
const stemOf = (word) => {
  if (!stems.has(word)) stems.set(word, stemmer.stemWord(word));
  return stems.get(word);
};
const wordsOf = (text) =>
  (text.match(/\p{Lu}{2,}(?!\p{Ll})\d*|\p{Lu}?\p{Ll}+\d*|\p{Lu}\d*|\d+/gu) || []).map((word) =>
    word.toLowerCase());
const joined = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
const isName = (query) => /\p{Ll}\p{Lu}|\p{L}_\p{L}|\p{L}\.\p{L}/u.test(query);

// The words of a heading, and those of two parts: "AutoML" has "auto", "ml" and "automl".
const tokensOf = (heading) => {
  const words = wordsOf(heading);
  const pairs = words.slice(1).map((word, number) => words[number] + word);
  return { words, all: [...words, ...pairs] };
};

// How well a word matches: 1 the word or its stem, 0.6 the start of a word, 0 not at all.
const matched = (wanted, tokens) => {
  const stem = stemOf(wanted);
  let best = 0;
  for (const token of tokens) {
    // The stem of a word has its first letter.
    if (token === wanted || (token[0] === wanted[0] && stemOf(token) === stem)) return 1;
    if (wanted.length > 2 && token.startsWith(wanted)) best = 0.6;
  }
  return best;
};
const bySynonym = (wanted, tokens) =>
  matched(wanted, tokens)
  || ((SYNONYMS[wanted] || []).some((other) => matched(other, tokens) === 1) ? 0.4 : 0);

// What is searched for: each word as it is typed, and its parts ("HyperPod" has "hyper" and "pod").
const unitsOf = (query) =>
  query.split(/\s+/).filter((word) => joined(word)).map((word) => ({
    typed: word.toLowerCase(), whole: joined(word), parts: wordsOf(word) }));

const meanOf = (found) =>
  found.every(Boolean) ? found.reduce((sum, one) => sum + one, 0) / found.length : 0;

// Of all units: the mean, or 0 if one does not match.
const mean = (units, tokens, match) =>
  meanOf(units.map(({ whole, parts }) =>
    match(whole, tokens) || meanOf(parts.map((part) => match(part, tokens)))));

const isGuide = (page) => !/^(reference\/|changelog\/|CHANGELOG|CONTRIBUTING)/.test(page);

// Returns the score of a heading: the exact name, then guides, then the API; 0 if it is no match.
const scoreOf = (query, units, heading, page, isPage) => {
  const { words, all } = tokensOf(heading);
  const guide = isGuide(page);
  const isList = isPage ? COLLECTIONS.test(page) : LISTS.test(page);
  const bonus = (isPage ? 40 : 0) + (RECIPES.test(page) ? 60 : 0) - (isList ? 100 : 0);
  const length = units.flatMap((unit) => unit.parts).length;
  if (joined(heading) === joined(query) && (guide || length > 1 || isName(query)))
    return 1000 + (isPage ? 50 : 0) + (heading === query ? 20 : 0);
  const direct = mean(units, all, matched);
  const covered = length / Math.max(words.length, length);
  if (direct) return (guide ? 700 : 400) + 100 * direct + 90 * covered + bonus;
  const other = guide || isPage ? mean(units, all, bySynonym) : 0;
  return other && (guide ? 600 : 250) + 50 * other + 40 * covered + bonus;
};

// Returns the pages whose text has all words, by their number in the index.
const pagesWith = (units) => {
  const { terms, titleterms } = Search._index;
  const has = (word) => {
    const stem = stemOf(word);
    const exact = [terms, titleterms].filter((table) => Object.hasOwn(table, stem));
    const found = exact.length || word.length < 3
      ? exact.map((table) => table[stem])
      : Object.keys(terms).filter((term) => term.startsWith(word)).map((term) => terms[term]);
    return new Set(found.flat());
  };
  const all = ([first, ...others]) =>
    [...first].filter((page) => others.every((pages) => pages.has(page)));
  return all(units.map(({ typed, whole, parts }) =>
    new Set([...has(typed), ...has(whole), ...all(parts.map(has))])));
};

const found = (query) => {
  const { alltitles, docnames, filenames, objects, objnames, titles } = Search._index;
  const units = unitsOf(query);
  const best = new Map();
  const add = (page, heading, anchor, score, kind) => {
    const key = `${page}#${anchor}`;
    if (!score || (best.get(key)?.[4] ?? 0) >= score) return;
    const isPart = anchor && heading !== titles[page];
    const title = isPart ? `${titles[page]} > ${heading}` : heading;
    best.set(key, [docnames[page], title, anchor && `#${anchor}`, null, score, filenames[page], kind]);
  };
  if (!units.length) return [];
  for (const [heading, places] of Object.entries(alltitles))
    for (const [page, id] of places) {
      const score = scoreOf(query, units, heading, docnames[page], id === null);
      add(page, heading, id || "", score, "title");
    }
  for (const [prefix, members] of Object.entries(objects))
    for (const [page, kind, , anchor, name] of members) {
      if (objnames[kind][1] === "module") continue;
      const full = prefix ? `${prefix}.${name}` : name;
      const last = name.split(".").pop();
      const wanted = isName(query) ? query.split(".").pop() : query;
      const score = scoreOf(wanted, units, last, docnames[page], false);
      add(page, last, anchor === "" ? full : anchor === "-" ? `${objnames[kind][1]}-${full}` : anchor,
        score && score + (`.${full}`.endsWith(`.${query}`) && query.includes(".") ? 30 : -1), "object");
    }
  const named = new Set([...best.values()].map((result) => result[0]));
  for (const page of pagesWith(units))
    if (!named.has(docnames[page]))
      add(page, titles[page], "", isGuide(docnames[page]) ? 300 : 100, "text");

  const ordered = [...best.values()].sort(
    (a, b) => b[4] - a[4] || (a[1].toLowerCase() < b[1].toLowerCase() ? -1 : 1));
  const shown = {};
  return ordered.filter(([page]) => (shown[page] = (shown[page] || 0) + 1) <= PER_PAGE).slice(0, MOST);
};

Search.query = (query) => {
  const results = found(query.trim()).reverse();
  const words = wordsOf(query).flatMap((word) => [word, stemOf(word)]);
  _displayNextItem(results, results.length, new Set(words), new Set());
};

// The first paragraph that has one of the words, or else the first paragraph.
Search.makeSearchSummary = (html, words, anchor) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = page.querySelector("[role=main]");
  const start = (anchor && page.getElementById(decodeURIComponent(anchor.slice(1)))) || main;
  if (!start) return null;
  page.querySelectorAll(".headerlink, .badge, p.facts").forEach((element) => element.remove());
  const operations = anchor ? [] : [...main.querySelectorAll("#operations > section > h3 > code")];
  if (operations.length) {
    const names = document.createElement("p");
    names.classList.add("context");
    names.append(`Operations: ${operations.map((name) => name.textContent).join(", ")}`);
    return names;
  }
  const part = start.matches("dt, strong, span, a, code") ? start.closest("dl, section") : start;
  const starts = [...words].map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")).filter(Boolean);
  const pattern = new RegExp(`(?<![\\p{L}])(?:${starts.join("|")})[\\p{L}\\p{N}]*`, "giu");
  const texts = [...part.querySelectorAll("p, li, dd")]
    .map((element) => element.textContent.replace(/\s+/g, " ").trim())
    .filter((text) => text.length > 20);
  const text = texts.find((one) => one.search(pattern) >= 0) || texts[0];
  if (!text) return null;
  const from = Math.max(0, text.search(pattern) - 100);
  const begin = from && text.indexOf(" ", from) + 1;
  const cut = text.slice(begin, begin + 220);
  const summary = document.createElement("p");
  summary.classList.add("context");
  if (begin) summary.append("... ");
  let end = 0;
  for (const match of cut.matchAll(pattern)) {
    const mark = document.createElement("span");
    mark.classList.add("highlighted");
    mark.textContent = match[0];
    summary.append(cut.slice(end, match.index), mark);
    end = match.index + match[0].length;
  }
  summary.append(cut.slice(end), begin + 220 < text.length ? "..." : "");
  return summary;
};
