// The hook `calendar`: a day is picked with Cally, a custom element from npm.

import "cally.js";

loom.hook("calendar", {
  mounted(element, { first, day }, live) {
    const calendar = document.createElement("calendar-date");
    calendar.append(document.createElement("calendar-month"));
    Object.assign(calendar, { min: first, firstDayOfWeek: 1, locale: "en-GB", value: day, focusedDate: day || first });
    calendar.addEventListener("change", () => live.fire("day-pick", calendar.value));
    element.append(calendar);
    // The server does not take every day.
    live.on("day", (day) => (calendar.value = day));
  },
  updated(element, { day }) {
    element.firstChild.value = day;
  },
  gone: (element) => element.replaceChildren(),
});
