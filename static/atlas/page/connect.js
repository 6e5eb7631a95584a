/** The page around the map: its parts, connected through the store. */

import { Pulses } from "../map/pulses.js";
import { inTurn } from "../map/turns.js";
import { changesShown, knownActors, shownActors, showsAll } from "../story/actor_filter.js";
import { findChanges } from "../story/changes.js";
import { longDate } from "../story/days.js";
import { breath, inPieces } from "../story/pieces.js";
import { toggleSource } from "../story/variant.js";
import { confidenceText, isInDoubt, storyRange } from "../story/words.js";
import { connectFullMapLink, isEmbedded, keysHere } from "../share/embedded.js";
import { Sharing } from "../share/sharing.js";
import { watchTheme } from "../theme.js";
import { Clock } from "../time/clock.js";
import { Histogram } from "../time/histogram.js";
import { TimeBar } from "../time/time_bar.js";
import { gettext, interpolate } from "../translation.js";
import { Variants } from "../variant/variants.js";
import { readAddress, writeAddress } from "./address.js";
import { AddressBar } from "./address_bar.js";
import { Announcer } from "./announcer.js";
import { connectCompareLink } from "./compare_link.js";
import { showDate } from "./date_heading.js";
import { byId } from "./element.js";
import { showEmpty } from "./empty.js";
import { TownFinder } from "./find.js";
import { connectHoldings } from "./holdings_choice.js";
import { Keyboard } from "./keyboard.js";
import { atlasKeys } from "./keys.js";
import { LatestChanges } from "./latest.js";
import { Legend } from "./legend.js";
import { fetchNames, fetchStory, fetchTown, settings, sources } from "./load.js";
import { showMessage } from "./message.js";
import { askedDay } from "./opening.js";
import { connectOptions, connectPhoneBar, showScale } from "./options.js";
import { drawn, paced } from "./paced.js";
import { Panel } from "./panel.js";
import { connectPrint } from "./print.js";
import { Search } from "./search.js";
import { Sheet } from "./sheet.js";
import { spokenDay } from "./spoken_day.js";
import { showTip } from "./tip.js";
import { TownChoice } from "./town_choice.js";
import { showTownLine } from "./town_line.js";

/** Legend and latest changes follow the day at most so often. */
const LISTS_PAUSE_MS = 250;

/** @param {number} day */
function showing(day) {
  return interpolate(gettext("Showing %(day)s."), { day: longDate(day) });
}

/**
 * @typedef {object} Opened what the first map was drawn from
 * @property {import("../story/timeline.js").Timeline} timeline
 * @property {import("../story/ranks.js").Ranks} ranks
 * @property {import("../store.js").Store} store
 * @property {import("../map/map_view.js").MapView} view
 * @property {ReturnType<typeof readAddress>} read
 * @property {string[]} messages for the reader
 */

/** Connect the map with all that stands around it. @param {Opened} opened */
export async function connectPage({ timeline, ranks, store, view, read: { address, unreadable }, messages }) {
  const { story } = timeline;
  let allChanges = await inPieces(findChanges(story));
  let changes = allChanges;
  await breath();
  if (unreadable.length) messages.push(interpolate(gettext("Part of this link could not be read (%(parts)s). The rest is shown."), { parts: unreadable.join(", ") }));

  const clamp = /** @param {number} day */ (day) => Math.min(story.last, Math.max(story.first, day));
  const asked = askedDay(address, story);
  if (asked !== clamp(asked)) messages.push(storyRange(story.first, story.last), showing(clamp(asked)));
  const askedTown = address.town === null ? -1 : await findTown(address.town);
  if (address.town !== null && askedTown < 0) messages.push(interpolate(gettext("The map knows no town “%(town)s”."), { town: address.town }));
  const { unknown } = knownActors(story, address.filter);
  if (unknown.length) messages.push(interpolate(gettext("The map knows no actor “%(actor)s”."), { actor: unknown.join(", ") }));

  /** The town with a slug, or -1. The server knows those whose names have not come. @param {string} slug @returns {Promise<number>} */
  async function findTown(slug) {
    const town = story.towns.slug.indexOf(slug);
    return town >= 0 || story.towns.names.isComplete ? town : fetchTown(story, { slug }).catch(() => -1);
  }

  const announcer = new Announcer();
  const clock = new Clock({
    first: story.first,
    last: story.last,
    onDay: (day) => store.set({ day }),
    onPlaying: (playing) => store.set({ playing }),
    request: (callback) => requestAnimationFrame(callback),
    cancel: (handle) => cancelAnimationFrame(handle),
  });
  clock.moveTo(store.state.day);

  /** @param {number} day */
  function goTo(day) {
    const there = clamp(day);
    showMessage(there === day ? [] : [storyRange(story.first, story.last), showing(there)]);
    clock.moveTo(there);
    store.set({ day: there });
  }

  const legend = new Legend(byId("legend"), timeline, store);
  const latest = new LatestChanges({ list: byId("latest-list"), all: byId("latest-all") }, timeline, changes, (change) => {
    clock.pause();
    goTo(change.day);
    select(change.town);
  });
  const histogram = new Histogram(byId("histogram"), story, changes, (day) => {
    clock.pause();
    goTo(day);
  });
  const timeBar = new TimeBar(store, clock, story, changes, { goTo, inView: () => view.inView(), say: (text) => announcer.say(text) });
  const sheet = new Sheet();
  const panel = new Panel(settings.panel_url, {
    onDay: (day) => {
      clock.pause();
      goTo(day);
    },
    onClose: () => select(-1),
    say: (text) => announcer.say(text),
    confidence: (slug, day) => confidenceText(timeline.story, story.towns.slug.indexOf(slug), day),
    isInDoubt: (slug, day) => isInDoubt(timeline.story, story.towns.slug.indexOf(slug), day),
    onSource: (slug) => store.set({ variant: toggleSource(store.state.variant, slug) }),
  });
  panel.variant = address.variant;
  const pulses = new Pulses(byId("map"), (town) => view.pixel(town));
  const search = new Search(timeline, new TownFinder(story.towns, ranks.order), {
    url: settings.search_url,
    colours: () => view,
    onTown: (town) => select(town, true),
    onSlug: (slug) => void findTown(slug).then((town) => town >= 0 && select(town, true)),
    onActor: (slug) => store.set({ filter: { mode: "only", slugs: [slug] } }),
  });
  connectOptions(store, view);
  connectPhoneBar(() => search.open());
  connectCompareLink(() => state());
  const showHoldings = connectHoldings(store, histogram, timeline);

  const state = () => {
    const { town, ...shown } = store.state;
    return { ...shown, view: view.showsWhole ? null : view.view, town: (town >= 0 && story.towns.slug.at(town)) || null };
  };
  const query = () => writeAddress(state());
  const whole = () => location.origin + location.pathname + query();
  connectPrint(whole);
  const bar = new AddressBar(query, isEmbedded);
  const choice = new TownChoice({ store, view, panel, sheet, towns: story.towns, ask: (town) => fetchTown(story, { place: town }), push: () => bar.push() });
  const select = /** @param {number} town @param {boolean} [focus] */ (town, focus) => choice.select(town, focus);

  function viewMoved() {
    showScale(view);
    bar.keep();
  }

  window.addEventListener("popstate", () => {
    const back = readAddress(location.search).address;
    clock.pause();
    if (back.day !== null) goTo(back.day);
    const { areas, patterns, reach, borders, variant, chart, safe } = back;
    const { filter } = knownActors(story, back.filter);
    store.set({ areas, patterns, reach, borders, variant, filter, chart, safe });
    if (back.view) view.map.setView([back.view.lat, back.view.lng], back.view.zoom, { animate: false });
    void (back.town === null ? Promise.resolve(-1) : findTown(back.town)).then((town) => choice.show(town));
  });

  const showTown = () => isEmbedded && showTownLine(timeline, store.state.town, view, store.state.patterns);
  const paints = [
    showTown,
    () => legend.paint(view.inks, view.actors, store.state.patterns),
    () => latest.paint(view.inks, view.actors, store.state.patterns),
    () => histogram.paint(view.inks, view.actors),
  ];
  const paint = () => paints.forEach((part) => part());

  /** Other periods, or other actors, are to be seen: the map shows them at once, what lists changes when they are found. */
  async function showOthers() {
    const { story: now } = timeline;
    const shown = (timeline.shown = shownActors(now, store.state.filter));
    view.showAll();
    // Those of another story must not be listed meanwhile.
    if (changes.story !== now) for (const list of listChanges(allChanges)) list();
    const found = await inPieces(changesShown(now, allChanges, shown));
    if (timeline.story !== now || timeline.shown !== shown) return;
    for (const list of listChanges(found)) inTurn(list);
  }

  /** What to do to list them. @param {import("../story/changes.js").Changes} found */
  function listChanges(found) {
    if (found === changes) return [];
    changes = found;
    // Whoever asks for the next change in the same moment is to be led to one of these.
    timeBar.setChanges(changes);
    return [latest, histogram].map((part) => () => part.setChanges(changes));
  }

  // The map comes first: the lists follow it, each in a frame of its own.
  const updateLists = paced(async () => {
    await drawn();
    legend.update();
    await drawn();
    latest.update();
  }, LISTS_PAUSE_MS);

  /** The towns in view that this move brought to a change of the day, the most important first. @param {number} day */
  function changedInView(day) {
    const isInView = view.inView();
    const towns = [];
    for (let index = changes.firstAfter(day - 1); index < changes.firstAfter(day); index += 1) {
      const town = changes.town(index);
      if (timeline.hasMoved[town] && isInView(town)) towns.push(town);
    }
    return towns.sort((a, b) => ranks.rank[a] - ranks.rank[b]);
  }

  store.watch(["day"], ({ day, playing }) => {
    view.showDay(timeline.goTo(day));
    showDate(day);
    updateLists();
    histogram.show(day);
    panel.markDay(day);
    pulses.show(changedInView(day));
    announcer.later(() => spokenDay(timeline, changes, store.state.town), playing);
    bar.keep();
  });
  store.watch(["patterns"], paint);
  store.watch(["areas", "patterns", "reach", "borders", "variant", "filter", "chart", "safe"], () => bar.keep());
  store.watch(["filter"], () => void showOthers());
  store.watch(["hovered", "day"], ({ hovered }) => showTip(timeline, hovered, hovered < 0 ? { x: 0, y: 0 } : view.pixel(hovered)));
  store.watch(["town", "day"], showTown);
  watchTheme(paint);

  new Variants(
    {
      store,
      histogram,
      sources,
      fetchStory,
      onStory: async (other, variant) => {
        const found = await inPieces(findChanges(other));
        await timeline.replace(other);
        allChanges = found;
        void showOthers();
        paint();
        void showHoldings();
        panel.setVariant(variant);
      },
      say: (text) => announcer.say(text),
      tell: (text) => showMessage([text]),
    },
    story,
  );

  const shared = {
    address: whole,
    store,
    view,
    timeline,
    ranks,
    firstDay: histogram.fold,
    actors: () => [...legend.rows.keys()],
    settings,
  };
  const share = new Sharing(() => import("../share/map_dialog.js").then(({ mapShareDialog }) => mapShareDialog(shared)));
  new Keyboard(keysHere(atlasKeys({ store, clock, timeBar, view, story, goTo, select, find: () => search.open(), share: () => share.open() })));

  view.connect({ onTown: (town) => select(town), onView: () => viewMoved() });
  if (isEmbedded) connectFullMapLink(query);
  showDate(store.state.day);
  histogram.show(store.state.day);
  showScale(view);
  for (const part of paints) {
    await breath();
    part();
  }
  if (!showsAll(store.state.filter)) await showOthers();
  if (messages.length && story.towns.count > 0) showMessage(messages);
  if (story.towns.count === 0) showEmpty(settings.desk_url);
  if (askedTown >= 0) choice.show(askedTown);
  document.documentElement.dataset.ready = "true";
  await fetchNames(story.towns).then(
    () => {
      view.nameAnew();
      inTurn(() => latest.setChanges(changes));
      inTurn(() => timeBar.show());
    },
    (error) => showMessage([interpolate(gettext("The names of the smaller towns could not be loaded: %(reason)s"), { reason: error instanceof Error ? error.message : String(error) })]),
  );
}
