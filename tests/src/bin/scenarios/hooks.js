// Hooks and a custom element, as an application has them.
const log = (window.log = []);

// The messages of the console about hooks.
const told = (window.told = []);
const say = console.error;
console.error = (...parts) => (/^loom: /.test(parts[0]) ? told.push(parts.join(" ")) : say(...parts));

loom.hook("chart", {
  mounted(element, points, live) {
    log.push(`chart mounted ${points.length}`);
    const canvas = document.createElement("canvas");
    element.append(canvas);
    element.chart = { draws: 0 };
    canvas.onclick = () => live.fire("point-choose", { index: 1 });
    // An event that the element is not bound to.
    canvas.oncontextmenu = () => live.fire("click", {});
    this.updated(element, points);
  },
  updated(element, points) {
    const canvas = element.firstChild;
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    points.forEach(({ day, amount }) => pen.fillRect(day * 10, 0, 8, amount * 5));
    element.chart.draws++;
    element.dataset.drawn = points.map(({ amount }) => amount).join();
  },
  gone(element) {
    log.push(`chart gone ${element.id}`);
    element.replaceChildren();
  },
});

loom.hook("broken", {
  mounted() {
    throw new Error("a fault of others");
  },
});

loom.hook("row", {
  mounted(element, row) {
    element.textContent = `row ${row}`;
    log.push(`row ${row} mounted`);
  },
  gone(element) {
    log.push(`${element.id} gone`);
  },
});

// It hears of messages only after a while, as one that waits for its library.
loom.hook("heard", {
  async mounted(element, _, live) {
    log.push("heard mounted");
    live.on("note", (note) => log.push(`heard at once ${note}`));
    await new Promise((resolve) => (window.release = resolve));
    live.on("note", (note) => log.push(`heard later ${note}`));
  },
  gone: () => log.push("heard gone"),
});

customElements.define(
  "point-list",
  class extends HTMLElement {
    set allPoints(points) {
      this.sets = (this.sets ?? 0) + 1;
      this.textContent = points.map(({ day }) => day).join();
    }
    set heading(text) {
      this.dataset.heading = text;
    }
  },
);
