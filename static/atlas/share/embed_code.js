/** The snippet that puts the map into another page. */

/**
 * @param {string} address of the map as it is now, absolute
 * @param {{width: string, height: string, theme: "" | "light" | "dark", title: string}} options width and height as in
 *   HTML, pixels or percent; theme "" follows the page around it
 * @returns {string} HTML of one iframe
 */
export function embedCode(address, { width, height, theme, title }) {
  const url = new URL(address);
  const query = ["embed=1", ...(theme ? [`theme=${theme}`] : []), ...(url.search ? [url.search.slice(1)] : [])].join("&");
  const source = `${url.origin}${url.pathname}?${query}`;
  return `<iframe src="${attribute(source)}" width="${attribute(width)}" height="${attribute(height)}" title="${attribute(title)}" loading="lazy" style="border:0" allowfullscreen></iframe>`;
}

/** @param {string} text @returns {string} */
function attribute(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
