// The hook `chart`: draws a series with uPlot, a library from npm, and tells of
// the part that is dragged over.

import uPlot from "uplot.js";

/** The chart of each element, and the function that ends it. */
const running = new WeakMap();

/** A color of the gallery's style sheet, as it is in light or dark. */
function color(element, name) {
  element.style.color = `var(${name})`;
  const { color } = getComputedStyle(element);
  element.style.color = "";
  return color;
}

function begin(element, live) {
  const axis = {
    font: "12px system-ui",
    stroke: () => color(element, "--muted"),
    grid: { stroke: () => color(element, "--line"), width: 1 },
    ticks: { show: false },
  };
  const options = {
    width: element.clientWidth,
    height: element.clientHeight,
    legend: { show: false },
    // The server says which part is shown.
    cursor: { y: false, drag: { setScale: false } },
    scales: {
      x: { time: false },
      y: { range: (_, low, high) => [Math.floor(low) - 1, Math.ceil(high) + 1] },
    },
    axes: [axis, { ...axis, size: 40 }],
    series: [
      {},
      {
        stroke: () => color(element, "--accent"),
        fill: () => color(element, "--accent-soft"),
        width: 2,
        points: { show: false },
      },
    ],
    hooks: {
      setSelect: [
        ({ select, posToVal }) => {
          const pick = (at) => Math.round(posToVal(at, "x"));
          const { left, width } = select;
          if (width) live.fire("chart-range", { from: pick(left), to: pick(left + width) });
        },
      ],
      ready: [
        ({ over }) => {
          const whole = { from: 0, to: 1e6 };
          over.addEventListener("dblclick", () => live.fire("chart-range", whole));
        },
      ],
    },
  };
  const chart = new uPlot(options, [[], []], element);
  const sizes = new ResizeObserver(() => {
    chart.setSize({ width: element.clientWidth, height: element.clientHeight });
  });
  sizes.observe(element);
  const redraw = () => chart.redraw(false);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", redraw);
  const theme = new MutationObserver(redraw);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  function end() {
    sizes.disconnect();
    theme.disconnect();
    scheme.removeEventListener("change", redraw);
    chart.destroy();
  }
  return { chart, end };
}

loom.hook("chart", {
  mounted(element, data, live) {
    running.set(element, begin(element, live));
    this.updated(element, data);
  },
  updated(element, [readings, chosen]) {
    const { chart } = running.get(element);
    const picks = readings.map((_, index) => index + 1);
    chart.setData([picks, readings], false);
    const [min, max] = chosen ?? [1, readings.length];
    chart.setScale("x", { min, max });
    chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  },
  gone(element) {
    running.get(element).end();
  },
});
