/** The map page: load the story, build its parts, and connect them through the store. */

import { Pulses } from "./map/pulses.js";
import { readAddress, writeAddress } from "./page/address.js";
import { AddressBar } from "./page/address_bar.js";
import { Announcer } from "./page/announcer.js";
import { showDate } from "./page/date_heading.js";
import { connectCompareLink } from "./page/compare_link.js";
import { byId, element } from "./page/element.js";
import { TownFinder } from "./page/find.js";
import { connectHoldings } from "./page/holdings_choice.js";
import { Keyboard } from "./page/keyboard.js";
import { atlasKeys } from "./page/keys.js";
import { LatestChanges } from "./page/latest.js";
import { Legend } from "./page/legend.js";
import { fetchStory, settings } from "./page/load.js";
import { askedDay, openMap } from "./page/opening.js";
import { connectOptions, connectPhoneBar, showScale } from "./page/options.js";
import { breath, paced } from "./page/paced.js";
import { Panel, storyRange } from "./page/panel.js";
import { connectPrint } from "./page/print.js";
import { Search } from "./page/search.js";
import { Sheet } from "./page/sheet.js";
import { spokenDay } from "./page/spoken_day.js";
import { showTip } from "./page/tip.js";
import { TownChoice } from "./page/town_choice.js";
import { ShareDialog } from "./share/dialog.js";
import { connectFullMapLink, isEmbedded, keysHere } from "./share/embedded.js";
import { changesShown, shownActors, showsAll } from "./story/actor_filter.js";
import { changesOf, firstAfter } from "./story/changes.js";
import { longDate } from "./story/days.js";
import { rankTowns } from "./story/ranks.js";
import { Timeline } from "./story/timeline.js";
import { isStandard, STANDARD, toggleSource } from "./story/variant.js";
import { confidenceText } from "./story/words.js";
import { watchTheme } from "./theme.js";
import { Clock } from "./time/clock.js";
import { Histogram } from "./time/histogram.js";
import { TimeBar } from "./time/time_bar.js";
import { gettext, interpolate } from "./translation.js";
import { Variants } from "./variant/variants.js";

/** The map, once it is known where the towns are; kept when the rest has to be asked for again. @type {ReturnType<typeof openMap> | null} */
let opened = null;

/** Load until it works: a failure is told, with a button to try again. */
async function load() {
  const empty = byId("empty");
  const slow = setTimeout(() => {
    empty.textContent = gettext("Loading the story");
    empty.hidden = false;
  }, 300);
  try {
    const read = readAddress(location.search);
    /** @type {string[]} */
    const messages = [];
    const onPlaces = /** @type {NonNullable<import("./story/payload.js").Reading["onPlaces"]>} */ (places, days) => {
      opened ??= openMap(places, days, read.address, (error) => {
        showMessage([interpolate(gettext("The ground of the map could not be loaded: %(reason)s. Towns and dates are complete."), { reason: error instanceof Error ? error.message : String(error) })]);
      });
    };
    const story = await fetchStory(read.address.variant, onPlaces).catch((error) => {
      if (isStandard(read.address.variant)) throw error;
      messages.push(interpolate(gettext("The other map could not be loaded: %(reason)s"), { reason: error.message }), gettext("Showing the standard map."));
      read.address.variant = STANDARD;
      return fetchStory(STANDARD, onPlaces);
    });
    clearTimeout(slow);
    empty.hidden = true;
    if (opened) await start(story, opened, read, messages);
  } catch (error) {
    const retry = element("button", { type: "button" }, gettext("Try again"));
    retry.addEventListener("click", () => void load());
    const reason = error instanceof Error ? error.message : String(error);
    empty.replaceChildren(interpolate(gettext("The story could not be loaded: %(reason)s."), { reason }), retry);
    empty.hidden = false;
  } finally {
    clearTimeout(slow);
  }
}

/** Legend and latest changes follow the day at most so often. */
const LISTS_PAUSE_MS = 250;

/** @param {string[]} texts */
function showMessage(texts) {
  byId("message").textContent = texts.join(" ");
  byId("message").hidden = texts.length === 0;
}

/** @param {number} day */
function showing(day) {
  return interpolate(gettext("Showing %(day)s."), { day: longDate(day) });
}

/**
 * @param {import("./story/payload.js").Story} story
 * @param {ReturnType<typeof openMap>} opened
 * @param {ReturnType<typeof readAddress>} read
 * @param {string[]} messages for the reader
 */
async function start(story, { store, view }, { address, unreadable }, messages) {
  const timeline = new Timeline(story);
  await breath();
  let changes = changesOf(story);
  await breath();
  const ranks = rankTowns(story);
  await breath();
  const slugs = new Map(story.towns.slug.map((slug, town) => [slug, town]));
  if (unreadable.length) messages.push(interpolate(gettext("Part of this link could not be read (%(parts)s). The rest is shown."), { parts: unreadable.join(", ") }));

  const clamp = /** @param {number} day */ (day) => Math.min(story.last, Math.max(story.first, day));
  const asked = askedDay(address, story);
  if (asked !== clamp(asked)) messages.push(storyRange(story.first, story.last), showing(clamp(asked)));
  const askedTown = slugs.get(address.town ?? "") ?? -1;
  if (address.town !== null && askedTown < 0) messages.push(interpolate(gettext("The map knows no town “%(town)s”."), { town: address.town }));

  store.set({ variant: address.variant });
  timeline.goTo(store.state.day);

  const announcer = new Announcer();
  view.setStory(timeline, ranks);
  await breath();

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
  const timeBar = new TimeBar(store, clock, story, changes, { goTo, inView: (town) => view.shows(town), say: (text) => announcer.say(text) });
  const sheet = new Sheet();
  const panel = new Panel(settings.panel_url, {
    onDay: (day) => {
      clock.pause();
      goTo(day);
    },
    onClose: () => select(-1),
    say: (text) => announcer.say(text),
    confidence: (slug, day) => confidenceText(timeline.story, slugs.get(slug) ?? -1, day),
    onSource: (slug) => store.set({ variant: toggleSource(store.state.variant, slug) }),
  });
  panel.variant = address.variant;
  const pulses = new Pulses(byId("map"), (town) => view.pixel(town));
  const search = new Search(timeline, new TownFinder(story.towns, ranks.order), {
    url: settings.search_url,
    colours: () => view,
    onTown: (town) => select(town, true),
    onActor: (slug) => store.set({ filter: { mode: "only", slugs: [slug] } }),
  });
  connectOptions(store, view);
  connectPhoneBar(() => search.open());
  connectPrint();
  connectCompareLink(() => state());
  const showHoldings = connectHoldings(store, histogram, timeline);

  const state = () => {
    const { town, ...shown } = store.state;
    return { ...shown, view: view.showsWhole ? null : view.view, town: town < 0 ? null : story.towns.slug[town] };
  };
  const query = () => writeAddress(state());
  const bar = new AddressBar(query, isEmbedded);
  const choice = new TownChoice({ store, view, panel, sheet, towns: story.towns, push: () => bar.push() });
  const select = /** @param {number} town @param {boolean} [focus] */ (town, focus) => choice.select(town, focus);

  function viewMoved() {
    showScale(view);
    bar.keep();
  }

  window.addEventListener("popstate", () => {
    const back = readAddress(location.search).address;
    clock.pause();
    if (back.day !== null) goTo(back.day);
    const { areas, patterns, reach, borders, variant, filter, chart, safe } = back;
    store.set({ areas, patterns, reach, borders, variant, filter, chart, safe });
    if (back.view) view.map.setView([back.view.lat, back.view.lng], back.view.zoom, { animate: false });
    choice.show(slugs.get(back.town ?? "") ?? -1);
  });

  const paint = () => {
    legend.paint(view.inks, view.actors, store.state.patterns);
    latest.paint(view.inks, view.actors, store.state.patterns);
    histogram.paint(view.inks, view.actors);
  };

  /** Other periods, or other actors, are to be seen. */
  function showOthers() {
    const { story: now } = timeline;
    timeline.shown = shownActors(now, store.state.filter);
    changes = changesShown(now, changesOf(now), timeline.shown);
    for (const part of [latest, histogram, timeBar]) part.setChanges(changes);
    view.showDay(now.towns.slug.keys());
  }

  const updateLists = paced(() => {
    legend.update();
    latest.update();
  }, LISTS_PAUSE_MS);

  store.watch(["day"], ({ day, playing }) => {
    const moved = timeline.goTo(day);
    view.showDay(moved);
    showDate(day);
    updateLists();
    histogram.show(day);
    panel.markDay(day);
    const changed = changes.slice(firstAfter(changes, day - 1), firstAfter(changes, day)).map(({ town }) => town);
    const near = changed.filter((town) => moved.has(town) && view.shows(town));
    pulses.show(near.sort((a, b) => ranks.rank[a] - ranks.rank[b]));
    announcer.later(() => spokenDay(timeline, changes, store.state.town), playing);
    bar.keep();
  });
  store.watch(["patterns"], paint);
  store.watch(["areas", "patterns", "reach", "borders", "variant", "filter", "chart", "safe"], () => bar.keep());
  store.watch(["filter"], showOthers);
  store.watch(["hovered", "day"], ({ hovered }) => showTip(timeline, hovered, hovered < 0 ? { x: 0, y: 0 } : view.pixel(hovered)));
  watchTheme(paint);

  new Variants(
    {
      store,
      histogram,
      sourcesUrl: settings.sources_url,
      fetchStory,
      onStory: (other, variant) => {
        timeline.replace(other);
        showOthers();
        paint();
        showHoldings();
        panel.setVariant(variant);
      },
      say: (text) => announcer.say(text),
      tell: (text) => showMessage([text]),
    },
    story,
  );

  const share = new ShareDialog({
    address: () => location.origin + location.pathname + query(),
    store,
    view,
    timeline,
    ranks,
    firstDay: histogram.fold,
    actors: () => [...legend.rows.keys()],
    settings,
  });
  new Keyboard(keysHere(atlasKeys({ store, clock, timeBar, view, story, goTo, select, find: () => search.open(), share: () => share.open() })));

  view.connect({ onTown: (town) => select(town), onView: () => viewMoved() });
  if (isEmbedded) connectFullMapLink(query);
  showDate(store.state.day);
  histogram.show(store.state.day);
  showScale(view);
  paint();
  if (!showsAll(address.filter)) showOthers();
  if (messages.length && story.towns.count > 0) showMessage(messages);
  if (story.towns.count === 0) {
    document.body.classList.add("is-empty");
    byId("empty").replaceChildren(gettext("No claims yet."), " ", element("a", { href: settings.desk_url }, gettext("Add an article in the desk, or load the demo.")));
    byId("empty").hidden = false;
  }
  if (askedTown >= 0) choice.show(askedTown);
  document.documentElement.dataset.ready = "true";
}

void load();
