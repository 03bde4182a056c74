// Uses of the types for scripts of an application, as `tsc` checks them.

export {};

interface Point {
  readonly day: number;
}

declare global {
  namespace Loom {
    interface Messages {
      fly: [number, number];
    }
  }
}

loom.hook<Point[], HTMLDivElement>("chart", {
  mounted(element, points, live) {
    element.align = String(points[0]?.day);
    live.fire("point-choose", { index: 1 });
    live.on("fly", ([latitude]) => latitude.toFixed());
    // @ts-expect-error The data is a pair of numbers.
    live.on("fly", (place) => place.latitude);
    // @ts-expect-error The data is a list of points.
    points.day;
  },
  gone: (element) => element.remove(),
});
// @ts-expect-error A hook has no such moment.
loom.hook("chart", { destroyed() {} });
document.addEventListener("loom:state", ({ detail }) => detail.state === "reconnecting");
document.addEventListener("loom:navigated", ({ detail }) => detail.url.length);
document.body.addEventListener("loom:error", ({ detail }) => detail.message.length);
