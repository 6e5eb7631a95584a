// Shows which quote a claim has while either has the pointer or the focus, and puts a word's note beside the word.

export {};

const root = document.querySelector(".workbench");

/**
 * Marks everything that belongs to the claims that `element` stands for.
 *
 * @param {Element | null} element
 */
function showClaimsOf(element) {
  const owner = /** @type {HTMLElement | null} */ (element?.closest("[data-claims]") ?? null);
  const wanted = new Set(owner?.dataset.claims?.split(" ") ?? []);
  // Words of several quotes stand for none of them alone.
  if (owner?.classList.contains("quoted") && wanted.size > 1) wanted.clear();
  for (const marked of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-claims]"))) {
    const claims = marked.dataset.claims?.split(" ") ?? [];
    marked.classList.toggle("is-current", claims.some((claim) => wanted.has(claim)));
  }
}

/**
 * Puts the note of a word below it, or above where the window ends. On phones it stays at the foot of the screen.
 *
 * @param {Element | null} element
 */
function placeNoteOf(element) {
  const word = element?.closest("a.word");
  const note = /** @type {HTMLElement | null} */ (word?.nextElementSibling ?? null);
  if (!word || !note?.classList.contains("word-note")) return;
  if (!matchMedia("(min-width: 700px)").matches) return;
  note.classList.add("is-placed");
  const box = word.getBoundingClientRect();
  const below = box.bottom + note.offsetHeight < innerHeight;
  note.style.left = `${Math.max(0, Math.min(box.left, innerWidth - note.offsetWidth - 8))}px`;
  note.style.top = `${below ? box.bottom : box.top - note.offsetHeight}px`;
}

for (const type of ["focusin", "pointerover"]) {
  root?.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target : null;
    showClaimsOf(element);
    if (element?.closest("a.word")) root.classList.remove("notes-off");
    placeNoteOf(element);
  });
}

// Somebody may have moved the focus before this ran.
showClaimsOf(document.activeElement);
placeNoteOf(document.activeElement);

// The text scrolls by itself where there is room for two columns.
document.addEventListener("scroll", () => placeNoteOf(document.activeElement), { capture: true, passive: true });

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") root?.classList.add("notes-off");
});
