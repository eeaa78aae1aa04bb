// Two texts side by side, with the words marked in which they differ.
const MOST = 360000;

function words(text) {
  return text.match(/\s+|[^\s]+/gu) ?? [];
}

// The words of both texts that are not in the longest text they share, as two sets of places.
function apart(one, other) {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const a = one.slice(start, one.length - end);
  const b = other.slice(start, other.length - end);
  const inOne = new Set(a.map((_word, place) => start + place));
  const inOther = new Set(b.map((_word, place) => start + place));
  // Too long to compare word by word: then the whole middle differs.
  if (a.length * b.length > MOST) return [inOne, inOther];
  const width = b.length + 1;
  const shared = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      shared[at] = a[i] === b[j] ? shared[at + width + 1] + 1 : Math.max(shared[at + width], shared[at + 1]);
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      inOne.delete(start + i);
      inOther.delete(start + j);
      i += 1;
      j += 1;
    } else if (shared[(i + 1) * width + j] >= shared[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return [inOne, inOther];
}

function mark(element, text, marked) {
  element.textContent = "";
  let run = null;
  text.forEach((word, place) => {
    // A space between two marked words belongs to the mark.
    const on = marked.has(place);
    if (!run || run.on !== on) {
      const node = on ? document.createElement("mark") : document.createTextNode("");
      run = { on, node };
      element.append(node);
    }
    run.node.textContent += word;
  });
}

export function showDifferences(here, there, mine, theirs) {
  const one = words(mine);
  const other = words(theirs);
  const [inOne, inOther] = apart(one, other);
  mark(here, one, inOne);
  mark(there, other, inOther);
}
