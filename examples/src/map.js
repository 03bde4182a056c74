// The hook `map`: shows places with Leaflet, a library from npm. There are no tiles
// of others: the large cities around draw the land.

import leaflet from "leaflet.js";

/** The map of each element, and the dots of its mills. */
const running = new WeakMap();

const city = { className: "map-city", radius: 2, interactive: false };

loom.hook("map", {
  mounted(element, data, live) {
    const map = leaflet.map(element, {
      attributionControl: false,
      minZoom: 3,
      maxZoom: 7,
      zoomSnap: 0.5,
    });
    map.setView([48, 8], 3.5);
    running.set(element, { map, dots: leaflet.layerGroup().addTo(map), live });
    for (const place of data.cities) leaflet.circleMarker(place, city).addTo(map);
    live.on("fly", (place) => map.flyTo(place, 5));
    this.updated(element, data);
  },
  updated(element, { mills, chosen }) {
    const { dots, live } = running.get(element);
    dots.clearLayers();
    mills.forEach(({ name, place }, index) => {
      const isChosen = index === chosen;
      const icon = leaflet.divIcon({ className: isChosen ? "map-mill chosen" : "map-mill" });
      leaflet
        .marker(place, { icon, title: name, alt: name, zIndexOffset: isChosen ? 1000 : 0 })
        .on("click", () => live.fire("mill-pick", index))
        .addTo(dots);
    });
  },
  gone: (element) => running.get(element).map.remove(),
});
