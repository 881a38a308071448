// How the search orders what it finds: first a page that is called what was asked for, then headings
// (a class, an operation) and the operations' names in words, then what merely mentions it.
var Scorer = {
  score: ([docname, title, anchor, descr, score, filename, kind]) => {
    const query = (new URLSearchParams(window.location.search).get("q") || "").trim().toLowerCase();
    if (kind === "title" && title.toLowerCase() === query) return anchor ? 500 : 1000;
    // An index entry's score is in percent of its length, a title's in fifteenths.
    return kind === "index" ? Math.round((score * 14) / 100) : score;
  },
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
