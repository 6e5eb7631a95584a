// Makes the words that an editor selects in the article the quote of the form.

export {};

const text = /** @type {HTMLElement | null} */ (document.querySelector("[data-quote-from]"));
const field = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("id_quote"));

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!text || !field || !selection || selection.isCollapsed) return;
  if (!text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
  // A double click takes the space behind a word along.
  field.value = selection.toString().trim();
});
