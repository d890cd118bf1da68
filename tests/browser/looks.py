"""What is looked for on a page, in the page itself."""

from __future__ import annotations

OPEN_ALL = "() => { for (const each of document.querySelectorAll('details')) each.open = true; }"

WIDER = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > most + 0.5 && getComputedStyle(e).position !== 'absolute')
    .map((e) => e.outerHTML.slice(0, 120)).slice(0, 5)
    .concat([`${document.documentElement.scrollWidth} > ${most}`]);
}"""
"""Elements that make the page wider than its window."""

SMALL = """() => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter((e) => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!box.width || style.visibility === 'hidden' || e.closest('.skip')) return false;
    if (e.matches('input[type=checkbox], input[type=radio]') && e.closest('label')) {
      const label = e.closest('label').getBoundingClientRect();
      return label.height < 24 || label.width < 24;
    }
    const inline = e.matches('a') && style.display === 'inline' && e.closest('p, dd, li');
    return !inline && (box.height < 24 || box.width < 24);
  }).map((e) => e.outerHTML.slice(0, 120))"""
"""Targets smaller than 24 px; a link within a sentence may be as high as its line (WCAG 2.2, 2.5.8)."""

FOREIGN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
    if (parent.closest('script, style')) continue;
    const said = parent.closest('[lang]').lang;
    if (said !== 'ru' && /[а-яё]{3,}[ ,.][а-яё ]{2,}/i.test(text)) found.push(text.slice(0, 80));
  }
  return found;
}"""
"""Russian sentences in an element that does not say they are Russian."""

FOCUSABLE = """() => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter((e) => e.getClientRects().length && !e.disabled)
  .filter((e) => e.type !== 'radio' || e.checked || (![...document.getElementsByName(e.name)].some((r) => r.checked)
     && document.getElementsByName(e.name)[0] === e))
  .map((e, i) => { e.dataset.place = i; return i; })"""
"""Numbers everything that can be reached by keyboard, in the order of the page; of a radio group one."""

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    place: e.dataset.place === undefined ? -1 : Number(e.dataset.place),
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 0
          && box.bottom > 0 && box.top < innerHeight,
    what: e.outerHTML.slice(0, 100),
  };
}"""
