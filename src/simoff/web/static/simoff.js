/* Comfort only: every page works without this file. */
document.documentElement.classList.add("script");
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  if (source && navigator.clipboard) {
    navigator.clipboard.writeText(source.textContent.trim()).then(() => {
      button.textContent = button.dataset.done || button.textContent;
    });
  }
});
const scan = document.querySelector("progress[data-events]");
if (scan && window.EventSource) {
  const source = new EventSource(scan.dataset.events);
  source.addEventListener("progress", (event) => { scan.value = Number(event.data); });
  source.addEventListener("over", () => { source.close(); window.location.reload(); });
}
for (const zone of document.querySelectorAll("[data-drop]")) {
  const field = document.getElementById(zone.dataset.drop);
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
