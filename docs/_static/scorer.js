// How the search orders what it finds: first a page that is called what was asked for, then a heading
// (a class, an operation), then an operation's name in words, then what merely mentions it.
var Scorer = {
  score: ([docname, title, anchor, descr, score, filename, kind]) => {
    const query = (new URLSearchParams(window.location.search).get("q") || "").trim().toLowerCase();
    // A heading is shown below its page: "Endpoint config > create_endpoint_config".
    const isNamedSo = title.split(" > ").pop().toLowerCase() === query;
    if (kind === "title" && isNamedSo) return anchor ? 500 : 1000;
    // An index entry's score is in percent of its length, a title's in fifteenths.
    if (kind === "index") return score >= 100 ? 400 : Math.round((score * 14) / 100);
    return score;
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
