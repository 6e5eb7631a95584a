// Puts a town that the geocoder offered into the form's town field.

const field = /** @type {HTMLSelectElement | null} */ (document.getElementById("id_town"));

for (const button of document.querySelectorAll("button[data-choose-town]")) {
  button.addEventListener("click", () => {
    const { chooseTown, townLabel } = /** @type {HTMLElement} */ (button).dataset;
    if (!field || !chooseTown) return;
    if (!field.querySelector(`option[value="${chooseTown}"]`)) {
      field.append(new Option(townLabel, chooseTown));
    }
    field.value = chooseTown;
    // The autocomplete widget listens for this event.
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
