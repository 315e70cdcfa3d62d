// Saves each choice as it is made, keeps what the network drops, and counts the time by the server.
(function () {
  "use strict";
  var paper = document.getElementById("paper");
  if (!paper || !window.fetch) return;
  var words = paper.dataset;
  var storeKey = "attempt-" + words.key;
  var number = Number(words.number);
  var queue = {}; // position -> [number, position, choice], not acknowledged yet
  var sending = false, wait = 1000, handing = false, isOver = false, timer = 0, pausing = 0;
  var known = {}; // position -> what was last put of a typed answer

  // The server's clock: its time at this page's making, moved on by a clock that nobody sets.
  var offset = Number(words.now) - performance.now();
  var warned = { 300000: false, 60000: false };
  var deadline = Number(words.deadline);
  var news = Number(words.news), isHeld = words.held === "1", asking = false, hasAskedLast = false;

  function serverNow() { return performance.now() + offset; }
  function byId(id) { return document.getElementById(id); }
  function say(text) { byId("says").textContent = text; }

  function note(position, text, kind) {
    var place = byId("q" + position + "-note");
    if (!place) return;
    place.textContent = text;
    place.className = "question__note" + (kind ? " question__note--" + kind : "");
  }

  // As contest.rules.completeness: of statements each is to be judged, else one choice is an answer.
  function wantedIn(question) { return question.querySelectorAll(".statement").length || 1; }
  function given(choice, wanted) { return Math.min((choice || "").length, wanted); }

  function chosenState() {
    var full = 0, half = 0;
    paper.querySelectorAll("fieldset.question").forEach(function (each) {
      var wanted = wantedIn(each), count = given(choiceIn(each), wanted);
      if (count === wanted) full++;
      else if (count) half++;
    });
    typedFields().forEach(function (input) { if (typedChoice(input)) full++; });
    return (half ? words.halfSaved : words.allSaved).replace("{full}", full).replace("{half}", half);
  }

  function noteSaved(position, choice) {
    var place = byId("q" + position), wanted = place ? wantedIn(place) : 1, count = given(choice, wanted);
    if (count && count < wanted) note(position, words.half.replace("{given}", count).replace("{wanted}", wanted), "");
    else note(position, words.saved, "saved");
  }

  // The letters chosen, in their order; of statements a small letter is one judged false.
  function choiceIn(question) {
    var letters = "";
    question.querySelectorAll("input:checked").forEach(function (each) { letters += each.value; });
    return letters || null;
  }

  // The extra questions: a number, or a text, whose answer begins with "=".
  function typedFields() { return paper.querySelectorAll("[data-typed]"); }
  function isText(input) { return input.dataset.typed === "text"; }
  function typedIn(input) {
    return isText(input) ? input.value.trim().normalize("NFC") : input.value.trim().replace(/\s+/g, " ");
  }
  function isNumber(typed) { return /^[0-9][0-9., ]{0,14}$/.test(typed); }
  function typedChoice(input) { // null: nothing typed; "": no number
    var typed = typedIn(input);
    if (!typed) return null;
    if (isText(input)) return "=" + typed;
    return isNumber(typed) ? typed : "";
  }

  function showState() {
    var left = Object.keys(queue).length;
    byId("state").textContent = left
      ? (wait > 1000 ? words.waiting : words.saving)
      : chosenState();
  }

  function keep() {
    try {
      if (Object.keys(queue).length) localStorage.setItem(storeKey, JSON.stringify(queue));
      else localStorage.removeItem(storeKey);
    } catch (error) { /* private windows keep nothing; the queue in memory goes on */ }
  }

  function put(position, choice) {
    if (isOver) return;
    queue[position] = [number++, position, choice];
    keep();
    note(position, words.saving, "");
    showState();
    send();
  }

  function retry() {
    wait = Math.min(wait * 2, 30000);
    Object.keys(queue).forEach(function (position) { note(position, words.waiting, "waiting"); });
    showState();
    clearTimeout(timer);
    timer = setTimeout(send, wait * (0.75 + Math.random() / 2));
  }

  function send() {
    var batch = Object.keys(queue).slice(0, 50).map(function (position) { return queue[position]; });
    if (sending || !batch.length) return;
    sending = true;
    var asked = performance.now();
    fetch("/attempts/answers", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ token: words.token, answers: batch }),
    }).then(function (answer) {
      if (answer.status !== 200 && answer.status !== 422) throw new Error("busy");
      return answer.json();
    }).then(function (result) {
      sending = false;
      wait = 1000;
      // The reply was made somewhere between asking and now: take the middle.
      if (result.now_ms) offset = result.now_ms - (asked + performance.now()) / 2;
      settle(batch, result);
      if (result.news !== undefined && result.news !== news) ask();
      if (Object.keys(queue).length) send();
      else if (handing) submit();
    }).catch(function () {
      sending = false;
      if (handing && navigator.onLine) submit(); // the form itself carries every choice
      else retry();
    });
  }

  // What the server has is not sent again by the form: another page may have changed it since.
  function show(position, choice) {
    var input = byId("q" + position).querySelector("[data-typed=text]");
    if (input) { paper.elements.shown_text.value = (choice || "").slice(1); return; }
    var field = paper.elements.shown;
    var rest = field.value.split(";").filter(function (pair) {
      return pair && pair.split(":")[0] !== String(position);
    });
    if (choice) rest.push(position + ":" + choice);
    field.value = rest.join(";");
  }

  function settle(batch, result) {
    var saved = result.saved || [], refused = result.refused || {};
    batch.forEach(function (each) {
      var position = each[1], stillWaits = queue[position] && queue[position][0] === each[0];
      if (saved.indexOf(each[0]) >= 0) {
        if (stillWaits) { delete queue[position]; noteSaved(position, each[2]); }
        show(position, each[2]);
      } else if (refused[each[0]] === "number-taken") {
        number = Math.max(number, each[0] + 100); // another tab counts too: jump over it
        if (stillWaits) queue[position] = [number++, position, each[2]];
      } else {
        if (stillWaits) delete queue[position];
        note(position, words.refused, "waiting");
        if (refused[each[0]] === "attempt-over") location.reload();
      }
    });
    keep();
    showState();
  }

  // What the organisers changed or tell: asked for each minute, before the end, and when a save says so.
  function ask() {
    if (asking || handing) return;
    asking = true;
    fetch("/attempts/news", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ token: words.token, news: news }),
    }).then(function (answer) { return answer.ok ? answer.json() : {}; }).then(function (told) {
      asking = false;
      if (told.deadline_ms !== undefined) learn(told);
    }).catch(function () { asking = false; });
  }

  function learn(told) {
    var place = byId("notices"), spoken = told.notices.slice(0, 1);
    news = told.news;
    if (told.over) { location.reload(); return; }
    place.textContent = "";
    told.notices.forEach(function (text) {
      var box = document.createElement("div"), head = document.createElement("strong");
      box.className = "govuk-inset-text";
      head.textContent = words.told;
      box.append(head, document.createElement("br"), text);
      place.appendChild(box);
    });
    if (told.deadline_ms !== deadline || told.held !== isHeld) {
      deadline = told.deadline_ms;
      isHeld = told.held;
      hasAskedLast = false;
      warned = { 300000: false, 60000: false };
      byId("countdown").classList.remove("countdown--short");
      if (byId("due")) byId("due").textContent = "";
      spoken.push(isHeld ? words.stopped : words.moved);
      tick();
    }
    say(spoken.join(" "));
  }

  function tick() {
    if (isHeld) { byId("countdown").textContent = words.stopped; return; }
    var left = deadline - serverNow();
    var seconds = Math.max(0, Math.ceil(left / 1000));
    var rest = seconds % 60;
    byId("countdown").textContent = Math.floor(seconds / 60) + ":" + (rest < 10 ? "0" : "") + rest;
    if (left < 20000 && !hasAskedLast) { hasAskedLast = true; ask(); }
    if (left < 60000) byId("countdown").classList.add("countdown--short");
    [[300000, words.five], [60000, words.one]].forEach(function (each) {
      if (left <= each[0] && !warned[each[0]]) {
        warned[each[0]] = true;
        if (left > each[0] - 30000) say(each[1]);
      }
    });
    if (left <= 0 && !isOver) end();
  }

  function end() {
    typedFields().forEach(typed);
    isOver = true;
    say(words.over);
    paper.querySelectorAll("input[type=radio],input[type=checkbox]").forEach(function (each) {
      if (!each.checked) each.disabled = true;
    });
    var sure = document.createElement("input");
    sure.type = "hidden"; sure.name = "sure"; sure.value = "1";
    paper.appendChild(sure);
    handIn();
  }

  function handIn() {
    typedFields().forEach(typed);
    handing = true;
    byId("hand-in").disabled = true;
    if (Object.keys(queue).length) send();
    else submit();
  }

  // Without a network the browser would put its own page in the place of this one: wait here.
  function submit() {
    if (navigator.onLine) { paper.submit(); return; }
    byId("state").textContent = words.waiting;
    say(words.waiting);
  }

  paper.addEventListener("change", function (event) {
    var input = event.target, position = parseInt(input.name.slice(1), 10);
    if (input.type === "radio" || input.type === "checkbox") put(position, choiceIn(byId("q" + position)));
    else if (input.dataset.typed) typed(input);
  });

  // Who writes for long is saved on the way too.
  paper.addEventListener("input", function (event) {
    var input = event.target;
    if (!input.dataset.typed || !isText(input)) return;
    clearTimeout(pausing);
    pausing = setTimeout(function () { typed(input); }, 2000);
  });

  function typed(input) {
    var choice = typedChoice(input), position = Number(input.name.slice(1));
    if (choice === known[position]) return;
    if (choice === "") note(position, words.refused, "waiting");
    // One line: a taller note would move the button away from under the finger.
    else { known[position] = choice; put(position, choice); }
  }

  paper.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!handing) handIn();
  });
  window.addEventListener("beforeunload", function (event) {
    if (Object.keys(queue).length && !handing) { event.preventDefault(); event.returnValue = ""; }
  });
  window.addEventListener("online", function () { wait = 1000; if (handing) handIn(); else send(); });
  document.addEventListener("visibilitychange", function () { tick(); send(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });

  typedFields().forEach(function (input) { known[Number(input.name.slice(1))] = typedChoice(input); });

  // What an earlier load of this page could not send any more.
  try {
    var left = JSON.parse(localStorage.getItem(storeKey) || "{}");
    Object.keys(left).forEach(function (position) {
      var each = left[position];
      queue[position] = each;
      number = Math.max(number, each[0] + 1);
      byId("q" + position).querySelectorAll(".choice__input").forEach(function (input) {
        input.checked = (each[2] || "").indexOf(input.value) >= 0;
      });
      byId("q" + position).querySelectorAll("[data-typed]").forEach(function (input) {
        input.value = isText(input) ? (each[2] || "").slice(1) : each[2] || "";
        known[position] = each[2];
      });
    });
  } catch (error) { /* nothing was kept */ }
  showState();
  send();
  tick();
  byId("left").hidden = false;
  setInterval(tick, 1000);
  setInterval(ask, 50000 + Math.random() * 20000);
})();
