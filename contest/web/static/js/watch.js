// Fetches the figures of a round again and again, while somebody looks at them.
(function () {
  "use strict";
  const place = document.getElementById("watch"), state = document.getElementById("watch-state");
  const every = Number(place.dataset.every) * 1000;
  let timer = 0, isAsking = false;

  function say(text) { if (state.textContent !== text) state.textContent = text; }

  function stops() { return [...place.querySelectorAll("a[href], [tabindex]")]; }

  // The reader stays where they were: in a table's own region, or at a link.
  function show(text) {
    const at = stops().indexOf(document.activeElement);
    const left = stops().map((each) => each.scrollLeft);
    place.innerHTML = text;
    stops().forEach((each, number) => { each.scrollLeft = left[number] || 0; });
    if (at >= 0 && stops()[at]) stops()[at].focus({ preventScroll: true });
  }

  async function ask() {
    if (isAsking || document.hidden) return;
    isAsking = true;
    try {
      const answer = await fetch(place.dataset.from, { headers: { Accept: "text/html" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.text());
      if (state.textContent) say(place.dataset.again);
    } catch (error) {
      say(place.dataset.lost);
    }
    isAsking = false;
    plan();
  }

  function plan() {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, every);
  }

  document.addEventListener("visibilitychange", () => { if (document.hidden) plan(); else ask(); });
  for (const each of document.querySelectorAll("[data-live]")) each.hidden = false;
  plan();
})();
