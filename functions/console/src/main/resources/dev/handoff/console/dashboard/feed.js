/** What comes from the server, and whether it still comes. */

/** Nobody calls it stale before so many milliseconds without news. */
const PATIENCE = 4000;

/**
 * Connects for as long as the page lives; a browser makes a lost connection again by itself.
 *
 * @param on has `scene`, `pulse` and `health`; health is {live, since, why}
 */
export function connect(on) {
  const source = new EventSource("events");
  let heard = 0;
  let pace = 1000;
  let trouble = null;
  let open = false;

  const hear = (event) => {
    const said = JSON.parse(event.data);
    heard = performance.now();
    pace = said.paceMillis ?? pace;
    return said;
  };
  source.addEventListener("scene", (event) => on.scene(hear(event)));
  source.addEventListener("pulse", (event) => {
    trouble = null;
    on.pulse(hear(event));
    tell();
  });
  source.addEventListener("trouble", (event) => {
    trouble = hear(event).message;
    tell();
  });
  source.addEventListener("open", () => { open = true; });
  source.addEventListener("error", () => {
    open = false;
    // A server that answers with an error is not asked again by itself.
    if (source.readyState === EventSource.CLOSED) {
      source.close();
      setTimeout(() => connect(on), 2000);
      clearInterval(timer);
    }
    tell();
  });

  function tell() {
    const quiet = performance.now() - heard;
    const late = quiet > Math.max(PATIENCE, 4 * pace);
    const why = trouble ?? (!open ? "the connection to 'handoff dashboard' is lost; trying again (started anew, it has a new address)"
      : late ? "nothing new arrives" : null);
    on.health({live: why === null && heard > 0, quiet: heard ? quiet : 0, why: heard || trouble ? why : null});
  }
  const timer = setInterval(tell, 500);
}
