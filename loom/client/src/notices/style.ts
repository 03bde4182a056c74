/** How what the client shows by itself looks, in the colors of the browser. */
export const BOX =
  "z-index:2147483647;padding:.75rem 1rem;border:1px solid;border-radius:.5rem;color:CanvasText;background:Canvas;box-shadow:0 4px 16px #0004;";
