// Niceties only: every page works without this file.

// Say at once what is wrong: the error summary takes the focus, its links go to the field itself.
const summary = document.querySelector(".govuk-error-summary");
if (summary) summary.focus();

document.addEventListener("click", (event) => {
  const link = event.target.closest(".govuk-error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const group = field.closest(".govuk-form-group") || field;
  group.scrollIntoView();
  field.focus({ preventScroll: true });
});

// A second click within a second does not send a form twice (the server minds it too).
let sentAt = -Infinity;
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || button.dataset.preventDoubleClick !== "true") return;
  if (event.timeStamp - sentAt < 1000) event.preventDefault();
  else sentAt = event.timeStamp;
});

// <button type="button" data-print> prints the page; shown only where this script runs.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A form marked data-keep asks before one leaves it with changes that were not sent.
for (const form of document.querySelectorAll("form[data-keep]")) {
  let isChanged = false;
  const warn = (event) => { if (isChanged) event.preventDefault(); };
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", warn);
}

// A file that the server would refuse for its size is refused here, before it is sent.
function isTooLarge(input) {
  const large = [...input.files].some((file) => file.size > Number(input.dataset.largest));
  const group = input.closest(".govuk-form-group");
  group.querySelector("[data-size-error]")?.remove();
  group.classList.toggle("govuk-form-group--error", large || !!group.querySelector(".govuk-error-message"));
  if (!large) return false;
  const error = document.createElement("p");
  error.className = "govuk-error-message";
  error.dataset.sizeError = "";
  error.setAttribute("role", "alert");
  error.textContent = input.dataset.tooLarge;
  input.before(error);
  return true;
}

for (const input of document.querySelectorAll("input[type=file][data-largest]")) {
  input.addEventListener("change", () => isTooLarge(input));
  input.form?.addEventListener("submit", (event) => {
    if (!isTooLarge(input)) return;
    event.preventDefault();
    input.focus();
  });
}
