// An index of papers by the words of their titles, authors, venues, years and sections.
const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const ASCII_WORD = /[a-z0-9]+/g;
const ASCII = /^[\x00-\x7f]*$/;
// What a word counts, by where it stands; one that is asked for as a whole counts twice.
const TITLE = 3, AUTHOR = 2, ELSEWHERE = 1;
// A shorter word has no wrong letter; of a longer one every fourth may be, two at most.
const SHORTEST_WRONG = 4, MOST_WRONG = 2;

export function readWords(text) {
  if (ASCII.test(text)) return text.toLowerCase().match(ASCII_WORD) ?? [];
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(WORD) ?? [];
}

export class PaperIndex {
  constructor({ papers, sections }) {
    this.papers = papers;
    const titles = new Map(sections.map((section) => [section.id, section.title]));
    const known = new Map();
    const wordsOf = (text) => known.get(text) ?? (known.set(text, readWords(text)), known.get(text));
    const postings = new Map();
    const add = (word, paper, weight) => {
      const found = postings.get(word);
      if (!found) postings.set(word, [[paper], [weight]]);
      else if (found[0].at(-1) !== paper) found[0].push(paper), found[1].push(weight);
    };
    papers.forEach((paper, number) => {
      for (const word of readWords(paper.title)) add(word, number, TITLE);
      for (const name of paper.authors ?? []) for (const word of wordsOf(name)) add(word, number, AUTHOR);
      for (const text of [paper.venue ?? "", String(paper.year ?? ""), ...paper.sections.map((id) => titles.get(id) ?? "")])
        for (const word of wordsOf(text)) add(word, number, ELSEWHERE);
    });
    this.terms = [...postings.keys()].sort();
    this.holders = this.terms.map((term) => Uint32Array.from(postings.get(term)[0]));
    this.weights = this.terms.map((term) => Uint8Array.from(postings.get(term)[1]));
    this.letters = Uint32Array.from(this.terms, lettersOf);
  }

  // The papers that have, for each word, one that begins with it; where there are none, one that nearly does. The best
  // ones first, of equal ones those that stand first in the list.
  find(text, matches = () => true) {
    const words = readWords(text);
    const strict = this.rank(words, matches, false);
    return strict.length ? strict : this.rank(words, matches, true);
  }

  rank(words, matches, isNear) {
    const scores = new Uint16Array(this.papers.length).fill(1);
    words.forEach((word, place) => {
      const own = this.score(word, place === words.length - 1, isNear);
      for (let paper = 0; paper < own.length; paper++) scores[paper] = scores[paper] && own[paper] ? scores[paper] + own[paper] : 0;
    });
    const levels = [];
    for (let paper = 0; paper < scores.length; paper++) {
      if (scores[paper] && matches(this.papers[paper])) (levels[scores[paper]] ??= []).push(this.papers[paper]);
    }
    return levels.reverse().flat();
  }

  score(word, isLast, isNear) {
    const own = new Uint8Array(this.papers.length);
    const count = (term, factor) => {
      const holders = this.holders[term], weights = this.weights[term];
      for (let each = 0; each < holders.length; each++) {
        const score = weights[each] * factor;
        if (own[holders[each]] < score) own[holders[each]] = score;
      }
    };
    if (isNear) for (const term of this.near(word, isLast)) count(term, 1);
    for (let term = this.firstFrom(word); term < this.terms.length && this.terms[term].startsWith(word); term++) {
      const isWhole = this.terms[term].length === word.length;
      // Words of two letters begin too many others, unless somebody is still typing.
      if (isWhole || isLast || word.length > 2) count(term, isWhole ? 4 : 2);
    }
    return own;
  }

  firstFrom(word) {
    let low = 0, high = this.terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.terms[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  near(word, isLast) {
    const wrong = Math.min(MOST_WRONG, Math.floor(word.length / SHORTEST_WRONG));
    const letters = lettersOf(word);
    const found = [];
    for (let term = 0; wrong && term < this.terms.length; term++) {
      if (bits(letters & ~this.letters[term]) <= wrong && distance(word, this.terms[term], isLast) <= wrong) found.push(term);
    }
    return found;
  }
}

// Which letters a word has, as bits.
function lettersOf(word) {
  let letters = 0;
  for (let place = 0; place < word.length; place++) letters |= 1 << (word.charCodeAt(place) & 31);
  return letters >>> 0;
}

function bits(number) {
  let count = 0;
  for (; number; number &= number - 1) count++;
  return count;
}

// How many letters are to be changed, added or left out until a word is a term, or with `isBeginning` begins it.
function distance(word, term, isBeginning) {
  if (word.length - term.length > MOST_WRONG || (!isBeginning && term.length - word.length > MOST_WRONG)) return Infinity;
  const row = Array.from({ length: word.length + 1 }, (_, place) => place);
  let least = row[word.length];
  for (let end = 1; end <= Math.min(term.length, word.length + MOST_WRONG); end++) {
    let diagonal = row[0];
    row[0] = end;
    for (let place = 1; place <= word.length; place++) {
      const above = row[place];
      row[place] = Math.min(above + 1, row[place - 1] + 1, diagonal + (word[place - 1] !== term[end - 1]));
      diagonal = above;
    }
    least = Math.min(least, row[word.length]);
  }
  return isBeginning ? least : row[word.length];
}
