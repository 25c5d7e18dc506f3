"use strict";
(() => {
  const tree = document.getElementById("tree");
  if (!tree) return;
  const nodes = [...tree.querySelectorAll(".n")];
  const details = nodes.filter(n => n.tagName === "DETAILS");
  const root = document.documentElement;
  root.classList.add("scripted");

  const make = (tag, text, props) => Object.assign(document.createElement(tag), {textContent: text}, props);
  const bar = make("div", "", {id: "bar"});
  const filter = make("input", "", {type: "search", placeholder: "Filter by name, format or cause  ( / )"});
  filter.setAttribute("aria-label", "Filter");
  const shown = make("output", "");
  const keys = make("p", "", {id: "keys", hidden: true});
  for (const [key, what] of [["j", "next"], ["k", "previous"], ["o", "fold or unfold"], ["c", "fold all"],
      ["e", "unfold all"], ["u", "next unexplained"], ["v", "side by side or unified"], ["/", "filter"],
      ["Esc", "clear filter"]]) {
    keys.append(make("kbd", key), " " + what + "   ");
  }
  const button = (text, action) => {
    const b = make("button", text, {type: "button"});
    b.addEventListener("click", action);
    return b;
  };

  let at = -1;
  const isShown = n => n.getClientRects().length > 0;
  const reveal = n => {
    for (let p = n.parentElement; p && p !== tree; p = p.parentElement) if (p.tagName === "DETAILS") p.open = true;
  };
  const go = n => {
    if (at >= 0) nodes[at].classList.remove("at");
    at = nodes.indexOf(n);
    reveal(n);
    n.classList.add("at");
    n.scrollIntoView({block: "start"});
    const focus = n.querySelector("summary, a");
    if (focus) focus.focus({preventScroll: true});
  };
  const step = (by, wanted) => {
    for (let i = at + by; i >= 0 && i < nodes.length; i += by) if (wanted(nodes[i])) return go(nodes[i]);
    if (by > 0 && at >= 0) { at = -1; }
  };
  const fold = open => {
    const keep = at >= 0 ? nodes[at] : null;
    details.forEach((d, i) => { d.open = open || i === 0; });
    if (keep && isShown(keep)) keep.scrollIntoView({block: "start"});
  };
  const unexplained = n => / ?unexplained\b/.test(n.dataset.c || "") && !n.classList.contains("hidden");

  const text = new Map();
  const textOf = n => {
    let t = text.get(n);
    if (t === undefined) {
      const s = n.querySelector("summary") || n;
      t = (s.textContent + " " + (n.dataset.c || "")).toLowerCase();
      text.set(n, t);
    }
    return t;
  };
  const apply = () => {
    const q = filter.value.trim().toLowerCase();
    const cause = q.startsWith("cause:") ? q.slice(6).trim() : null;
    const hits = n => cause !== null ? (" " + (n.dataset.c || "") + " ").includes(" " + cause + " ") : textOf(n).includes(q);
    const keep = new Set();
    let count = 0;
    for (const n of nodes) {
      const parent = n.parentElement.closest(".n");
      if (q === "" || hits(n)) {
        count++;
        n.matched = true;
        for (let p = n; p && !keep.has(p); p = p.parentElement.closest(".n")) keep.add(p);
      } else {
        n.matched = cause === null && parent !== null && parent.matched === true && parent !== details[0];
        if (n.matched) keep.add(n);
      }
    }
    for (const n of nodes) n.classList.toggle("hidden", !keep.has(n));
    if (q !== "" && count < 200) for (const n of keep) if (n.tagName === "DETAILS") n.open = true;
    shown.textContent = q === "" ? "" : count === 1 ? "1 match" : count + " matches";
  };
  let timer = 0;
  filter.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, nodes.length > 2000 ? 150 : 0); });
  const setFilter = q => { filter.value = q; apply(); };

  const view = () => root.classList.toggle("unified");
  const help = () => { keys.hidden = !keys.hidden; };
  const nextUnexplained = () => step(1, unexplained);
  bar.append(filter, shown, button("Fold all", () => fold(false)), button("Unfold all", () => fold(true)),
      button("Next unexplained", nextUnexplained), button("Side by side / unified", view), button("Keys", help), keys);
  tree.before(bar);

  document.addEventListener("click", e => {
    const cause = e.target.closest("[data-f]");
    if (cause) {
      setFilter("cause:" + cause.dataset.f);
      bar.scrollIntoView({block: "start"});
    }
  });
  const visible = n => isShown(n) && !n.classList.contains("hidden");
  const actions = {
    j: () => step(1, visible), k: () => step(-1, visible), u: nextUnexplained, c: () => fold(false), e: () => fold(true),
    v: view, "?": help, "/": () => filter.focus(),
    o: () => { if (at >= 0 && nodes[at].tagName === "DETAILS") nodes[at].open = !nodes[at].open; }
  };
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Escape") { setFilter(""); filter.blur(); return; }
    if (e.target === filter) return;
    const action = actions[e.key];
    if (action) { e.preventDefault(); action(); }
  });
  const follow = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (error) { return; }
    const n = id && document.getElementById(id);
    if (n && nodes.includes(n)) { if (n.classList.contains("hidden")) setFilter(""); go(n); if (n.tagName === "DETAILS") n.open = true; }
  };
  addEventListener("hashchange", follow);
  follow();
})();
