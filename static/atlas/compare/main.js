/** The page that compares two maps: load both stories, build two sides, and connect what they share. */

import { captionOf } from "../map/caption.js";
import { Announcer } from "../page/announcer.js";
import { AddressBar } from "../page/address_bar.js";
import { writeAddress } from "../page/address.js";
import { byId, element } from "../page/element.js";
import { showEmpty } from "../page/empty.js";
import { Keyboard } from "../page/keyboard.js";
import { fetchNames, fetchStory, fetchTown, loadBasemap, possibleVariant, settings, sources } from "../page/load.js";
import { showMessage } from "../page/message.js";
import { signPictures, signWords } from "../page/signs.js";
import { swatch } from "../page/swatch.js";
import { connectFullMapLink, isEmbedded, keysHere } from "../share/embedded.js";
import { Sharing } from "../share/sharing.js";
import { ALL_ACTORS } from "../story/actor_filter.js";
import { addMonths, fromIso } from "../story/days.js";
import { findChanges } from "../story/changes.js";
import { breath, inPieces } from "../story/pieces.js";
import { ranking } from "../story/ranks.js";
import { Timeline } from "../story/timeline.js";
import { isSame, SAME_DAY, STANDARD } from "../story/variant.js";
import { storyRange } from "../story/words.js";
import { choosePalette, isSafePalette, watchTheme } from "../theme.js";
import { gettext, interpolate } from "../translation.js";
import { CompareAxis } from "./axis.js";
import { readCompareAddress, writeCompareAddress } from "./compare_address.js";
import { DifferenceList } from "./difference_list.js";
import { connectComparePrint } from "./print.js";
import { compareKeys, FULL_PAGE_KEYS } from "./compare_keys.js";
import { comparing } from "./differences.js";
import { Side } from "./side.js";
import { Swipe } from "./swipe.js";
import { syncMaps } from "./sync.js";

/** Where two maps stand side by side there must be room for both. */
const NARROW = matchMedia("(width < 960px)");
/** How far before map B map A begins, while the address does not say. */
const MONTHS_BEFORE = 12;
const NEAR_ZOOM = 7.25;

/** @typedef {import("../story/payload.js").Story} Story */
/** @typedef {import("./compare_address.js").CompareAddress} CompareAddress */

/** @param {unknown} error */
function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}

async function load() {
  const { address, unreadable } = readCompareAddress(location.search);
  const messages = unreadable.length ? [interpolate(gettext("Part of this link could not be read (%(parts)s). The rest is shown."), { parts: unreadable.join(", ") })] : [];
  try {
    /** @type {Story[]} */
    const stories = [];
    for (const side of [address.a, address.b]) {
      side.variant = await possibleVariant(side.variant, (text) => messages.push(text));
      const known = stories.length && isSame(address.a.variant, side.variant) ? stories[0] : null;
      stories.push(known ?? (await fetchStory(side.variant).catch((error) => {
        messages.push(interpolate(gettext("The other map could not be loaded: %(reason)s"), { reason: reasonOf(error) }), gettext("Showing the standard map."));
        side.variant = STANDARD;
        return fetchStory(STANDARD);
      })));
    }
    await start(stories, address, messages);
  } catch (error) {
    const retry = element("button", { type: "button" }, gettext("Try again"));
    retry.addEventListener("click", () => location.reload());
    byId("empty").replaceChildren(interpolate(gettext("The story could not be loaded: %(reason)s."), { reason: reasonOf(error) }), retry);
    byId("empty").hidden = false;
  }
}

/**
 * A timeline and the changes of each of two stories, which may be one; a large one is read in pieces.
 * @param {Story[]} stories
 */
async function madeReady([storyA, storyB]) {
  const b = { timeline: await Timeline.made(storyB), changes: await inPieces(findChanges(storyB)) };
  if (storyA === storyB) return { a: { ...b, timeline: new Timeline(storyA, b.timeline.log) }, b };
  return { a: { timeline: await Timeline.made(storyA), changes: await inPieces(findChanges(storyA)) }, b };
}

/** @param {Story[]} stories @param {CompareAddress} address @param {string[]} messages */
async function start(stories, address, messages) {
  const storyB = stories[1];
  const { first, last } = storyB;
  const clamp = /** @param {number} day */ (day) => Math.min(last, Math.max(first, day));
  const dayB = clamp(address.b.day ?? (address.linked ? address.a.day : null) ?? fromIso(settings.date ?? "") ?? last);
  const dayA = address.linked ? dayB : clamp(address.a.day ?? addMonths(dayB, -MONTHS_BEFORE));
  if ([address.a.day, address.b.day].some((day) => day !== null && day !== clamp(day))) messages.push(storyRange(first, last));
  const state = { linked: address.linked, show: address.show, differing: address.differing };
  const announcer = new Announcer();
  const { areas, patterns } = address;
  const page = {
    ranks: await inPieces(ranking(storyB)),
    sources,
    fetchStory,
    onTown: /** @param {number} town */ (town) => select(town),
    onView: () => bar.keep(),
    onDay: moveTo,
    onStory: () => void refresh(),
    onFailure: /** @param {unknown} error */ (error) => showMessage([interpolate(gettext("The other map could not be loaded: %(reason)s"), { reason: reasonOf(error) })]),
  };
  const ready = await madeReady(stories);
  const a = new Side("a", ready.a.timeline, ready.a.changes, { day: dayA, variant: address.a.variant, areas, patterns }, page);
  await breath();
  const b = new Side("b", ready.b.timeline, ready.b.changes, { day: dayB, variant: address.b.variant, areas, patterns }, page);
  const sides = [a, b];
  /** Counts the comparisons: only the newest is shown. */
  let refreshed = 0;
  const query = () => {
    const { town } = b.store.state;
    return writeCompareAddress({
      a: { day: a.store.state.day, variant: a.store.state.variant },
      b: { day: b.store.state.day, variant: b.store.state.variant },
      ...state,
      areas: b.store.state.areas,
      patterns: b.store.state.patterns,
      safe: isSafePalette(),
      view: b.view.showsWhole ? null : b.view.view,
      town: (town >= 0 && storyB.towns.slug.at(town)) || null,
    });
  };
  const whole = () => location.origin + location.pathname + query();
  const bar = new AddressBar(query, isEmbedded);
  const list = new DifferenceList(a, b, {
    onTown: (town) => select(town, true),
    whyAddress: (side, town) => {
      const { day, variant } = side.store.state;
      return byId("map-link").getAttribute("href") + writeAddress({ day, variant, town: storyB.towns.slug.at(town), view: null, areas: true, patterns: true, filter: ALL_ACTORS, chart: "changes", safe: isSafePalette() });
    },
  });
  const axis = new CompareAxis(sides, moveTo);
  const swipe = new Swipe(byId("stage"), byId("map-b"), byId("swipe"));

  /** @param {Side} side @param {number} day */
  function moveTo(side, day) {
    for (const one of state.linked ? sides : [side]) one.goTo(clamp(day));
    void refresh();
  }

  /** Compare anew, and show what came of it: one after the other, since of many towns each takes a while. */
  async function refresh() {
    const now = (refreshed += 1);
    const isOver = () => now !== refreshed;
    axis.show();
    await breath();
    if (isOver()) return;
    const comparison = await inPieces(comparing(a.timeline, b.timeline));
    if (isOver()) return;
    const faded = state.differing ? new Uint8Array(storyB.towns.count).fill(1) : null;
    if (faded) for (const { town } of [...comparison.differ, ...comparison.oneSided]) faded[town] = 0;
    for (const side of sides) {
      side.draw(faded);
      await breath();
      if (isOver()) return;
    }
    list.show(comparison);
    announcer.later(() => byId("differences-title").textContent ?? "", false);
    bar.keep();
  }

  /** @param {number} town @param {boolean} [fly] whether the maps go there */
  function select(town, fly = false) {
    const next = town === b.store.state.town && !fly ? -1 : town;
    for (const side of sides) side.store.set({ town: next });
    list.select(next);
    if (fly) b.view.map.setView(b.view.place(town), Math.max(NEAR_ZOOM, b.view.map.getZoom()), { animate: false });
    bar.keep();
  }

  /** Compare days, states of knowledge or sources: where the reader starts from. @param {"days" | "knowledge" | "sources"} what */
  async function choose(what) {
    const { day } = b.store.state;
    state.linked = what !== "days";
    if (what === "days") {
      for (const side of sides) side.store.set({ variant: STANDARD });
      moveTo(a, clamp(addMonths(day, -MONTHS_BEFORE)));
    } else if (what === "knowledge") {
      a.store.set({ variant: { ...STANDARD, known: SAME_DAY } });
      b.store.set({ variant: STANDARD });
      moveTo(b, day);
    } else {
      const [largest, ...others] = (await sources.list()).map(({ slug }) => slug);
      a.store.set({ variant: { ...STANDARD, without: others.sort() } });
      b.store.set({ variant: { ...STANDARD, without: largest === undefined ? [] : [largest] } });
      moveTo(b, day);
    }
    showOptions();
  }

  function showOptions() {
    const [{ variant: one }, { variant: other, areas: areasOn, patterns: patternsOn }] = [a.store.state, b.store.state];
    const isKnowledge = state.linked && one.known !== other.known;
    const isSources = state.linked && !isKnowledge;
    const pressed = {
      "what-days": !state.linked, "what-knowledge": isKnowledge, "what-sources": isSources,
      "show-side": !swipe.isOn, "show-swipe": swipe.isOn,
      differing: state.differing, areas: areasOn, patterns: patternsOn, safe: isSafePalette(),
    };
    for (const [id, isPressed] of Object.entries(pressed)) byId(id).setAttribute("aria-pressed", String(isPressed));
    byId("caption").textContent = captionOf(b.store.state);
  }

  function layOut() {
    const isSwipe = state.show === "swipe" || NARROW.matches;
    swipe.show(isSwipe);
    document.body.classList.toggle("is-swipe", isSwipe);
    // On narrow screens the maps come first, for the eye and for the keyboard.
    byId(NARROW.matches ? "differences" : "message").before(byId("options"));
    for (const side of sides) side.view.resize();
    showOptions();
    bar.keep();
  }

  /** The actors that hold a town on either map at any time. */
  const holding = () => [...new Set([...a.story.kinds, ...b.story.kinds].flatMap(({ holders }) => holders))];

  const paint = () => {
    const { story, view } = b;
    const { patterns: patternsOn } = b.store.state;
    const words = signWords();
    byId("legend").replaceChildren(
      ...holding().map((actor) => element("li", {}, swatch(view.inks, [view.actors[actor]], "held", patternsOn), story.actors[actor].name)),
      ...signPictures(view.inks, view.actors, story, patternsOn).map(([name, picture]) => element("li", { class: `sign-${name}` }, picture, words[name])),
    );
    axis.ground.paint(view.inks, view.actors);
    axis.show();
    list.show(list.comparison);
  };

  for (const what of /** @type {const} */ (["days", "knowledge", "sources"])) byId(`what-${what}`).addEventListener("click", () => void choose(what));
  const stand = /** @param {"side" | "swipe"} show */ (show) => {
    state.show = show;
    layOut();
  };
  for (const show of /** @type {const} */ (["side", "swipe"])) byId(`show-${show}`).addEventListener("click", () => stand(show));
  byId("differing").addEventListener("click", () => {
    state.differing = !state.differing;
    showOptions();
    void refresh();
  });
  for (const key of /** @type {const} */ (["areas", "patterns"])) {
    byId(key).addEventListener("click", () => {
      const value = !b.store.state[key];
      for (const side of sides) side.store.set({ [key]: value });
      showOptions();
      paint();
      bar.keep();
    });
  }
  byId("safe").addEventListener("click", () => {
    choosePalette(!isSafePalette());
    showOptions();
    bar.keep();
  });
  byId("zoom-in").addEventListener("click", () => b.view.map.zoomIn(1));
  byId("zoom-out").addEventListener("click", () => b.view.map.zoomOut(1));
  byId("zoom-story").addEventListener("click", () => b.view.showStory());
  const compared = () => ({
    sides: /** @type {[Side, Side]} */ ([a, b]),
    ranks: page.ranks,
    actors: holding(),
    address: whole,
    attribution: settings.attribution,
  });
  const sharing = new Sharing(() => import("./share_dialog.js").then(({ compareShareDialog }) => compareShareDialog(compared, settings.embed_origins)));
  const swap = () => stand(state.show === "swipe" ? "side" : "swipe");
  new Keyboard(keysHere(compareKeys({ share: () => void sharing.open(), swap, close: () => select(-1) }), FULL_PAGE_KEYS));
  for (const side of sides) side.store.watch(["variant"], showOptions);
  watchTheme(paint);
  NARROW.addEventListener("change", layOut);
  connectComparePrint(whole);

  if (state.show === "swipe" || NARROW.matches) document.body.classList.add("is-swipe");
  for (const side of sides) {
    side.view.start(address.view);
    await breath();
  }
  syncMaps(a.view, b.view);
  layOut();
  await breath();
  paint();
  await refresh();
  const known = address.town === null ? -1 : storyB.towns.slug.indexOf(address.town);
  const asked = address.town === null || known >= 0 || storyB.towns.names.isComplete ? known : await fetchTown(storyB, { slug: address.town }).catch(() => -1);
  if (address.town !== null && asked < 0) messages.push(interpolate(gettext("The map knows no town “%(town)s”."), { town: address.town }));
  if (asked >= 0) select(asked);
  showMessage(messages);
  if ([a, b].some((side) => side.shown.without.length)) void sources.list().then(refresh, () => {});
  for (const side of sides) {
    loadBasemap(side.view).catch((error) => {
      showMessage([interpolate(gettext("The ground of the map could not be loaded: %(reason)s. Towns and dates are complete."), { reason: reasonOf(error) })]);
    });
  }
  if (storyB.towns.count === 0) showEmpty(settings.desk_url);
  if (isEmbedded) connectFullMapLink(query);
  document.documentElement.dataset.ready = "true";
  await fetchNames(storyB.towns).catch((error) => showMessage([interpolate(gettext("The names of the smaller towns could not be loaded: %(reason)s"), { reason: reasonOf(error) })]));
  for (const side of sides) side.view.names.redraw();
  list.show(list.comparison);
}

void load();
