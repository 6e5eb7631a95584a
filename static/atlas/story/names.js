/** The names of towns and actors in the language of the page. */

/** @typedef {import("./payload.js").Story} Story */

/**
 * A story whose towns, places and actors are named in a language, in English where they have no name in it.
 * Towns' `nameArabic` stays, so that search finds them in both.
 * @param {Story} story
 * @param {string} language
 * @returns {Story}
 */
export function inLanguage(story, language) {
  if (language === "en") return story;
  const { towns, reference } = story;
  const isArabic = language === "ar";
  return {
    ...story,
    towns: isArabic ? { ...towns, name: { at: (town) => towns.nameArabic.at(town) || towns.name.at(town) } } : towns,
    reference: isArabic ? { ...reference, name: reference.nameArabic.map((arabic, place) => arabic || reference.name[place]) } : reference,
    actors: story.actors.map((actor) => {
      const names = actor.names[language];
      return names ? { ...actor, name: names.name, shortName: names.short_name || names.name } : actor;
    }),
  };
}
