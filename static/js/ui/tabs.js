// A row of tabs wider than the screen begins at the tab one is on.
export default function currents(root) {
  for (const tab of root.querySelectorAll(".strip [aria-current], .subtabs [aria-current]")) {
    const row = tab.parentElement;
    if (row.scrollWidth <= row.clientWidth) continue;
    row.scrollLeft += tab.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - tab.offsetWidth) / 2;
  }
}
