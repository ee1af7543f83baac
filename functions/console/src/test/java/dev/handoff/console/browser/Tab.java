package dev.handoff.console.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** One page in the browser, with all that went wrong in it and all that it asked for. */
public final class Tab {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Map<String, Integer> KEYS =
      Map.of("Tab", 9, "Enter", 13, "Escape", 27, "ArrowRight", 39, "ArrowLeft", 37);

  private final Browser browser;
  private final String session;
  private final List<String> troubles = new CopyOnWriteArrayList<>();
  private final List<URI> asked = new CopyOnWriteArrayList<>();

  Tab(Browser browser, String session) {
    this.browser = browser;
    this.session = session;
    browser.listen(this::heard);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", new JsonObject());
    }
  }

  private void heard(JsonObject message) {
    if (!message.has("sessionId") || !message.get("sessionId").getAsString().equals(session)) {
      return;
    }
    JsonObject said = message.getAsJsonObject("params");
    switch (message.get("method").getAsString()) {
      case "Runtime.exceptionThrown" -> troubles.add(said.toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning").contains(said.get("type").getAsString())) {
          troubles.add(said.toString());
        }
      }
      case "Log.entryAdded" -> troubles.add(said.getAsJsonObject("entry").toString());
      case "Network.requestWillBeSent" ->
          asked.add(URI.create(said.getAsJsonObject("request").get("url").getAsString()));
      default -> {}
    }
  }

  /** Errors and warnings of the console, and exceptions. */
  public List<String> troubles() {
    return troubles;
  }

  /** Every address that was asked for. */
  public List<URI> asked() {
    return asked;
  }

  /** Goes there, as somebody would that prefers such a scheme. */
  public void go(URI address, String scheme, int width, int height) {
    size(width, height);
    scheme(scheme);
    JsonObject where = new JsonObject();
    where.addProperty("url", address.toString());
    call("Page.navigate", where);
  }

  /** Makes the window so large. */
  public void size(int width, int height) {
    JsonObject size = new JsonObject();
    size.addProperty("width", width);
    size.addProperty("height", height);
    size.addProperty("deviceScaleFactor", 1);
    size.addProperty("mobile", false);
    call("Emulation.setDeviceMetricsOverride", size);
    JsonObject hidden = new JsonObject();
    hidden.addProperty("hidden", true);
    call("Emulation.setScrollbarsHidden", hidden);
  }

  /** Prefers light or dark from now on. */
  public void scheme(String scheme) {
    JsonObject feature = new JsonObject();
    feature.addProperty("name", "prefers-color-scheme");
    feature.addProperty("value", scheme);
    JsonObject media = new JsonObject();
    var features = new com.google.gson.JsonArray();
    features.add(feature);
    media.add("features", features);
    call("Emulation.setEmulatedMedia", media);
  }

  /** What a script says; a promise is waited for. */
  public JsonElement evaluate(String script) {
    JsonObject expression = new JsonObject();
    expression.addProperty("expression", script);
    expression.addProperty("awaitPromise", true);
    expression.addProperty("returnByValue", true);
    JsonObject answer = call("Runtime.evaluate", expression);
    assertTrue(!answer.has("exceptionDetails"), () -> script + ": " + answer);
    JsonElement value = answer.getAsJsonObject("result").get("value");
    return value == null ? JsonNull.INSTANCE : value;
  }

  /** Waits until a script says true. */
  public void await(String script) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!evaluate("Boolean(" + script + ")").getAsBoolean()) {
      assertTrue(
          System.nanoTime() < end,
          () -> script + " did not come about; " + troubles + "\n" + text("body"));
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Waits until nothing changes its place or colour any more. */
  public void settle() {
    evaluate(
        """
        Promise.all(document.getAnimations()
          .filter((each) => each instanceof CSSTransition)
          .map((each) => each.finished.catch(() => {}))).then(() => true)\
        """);
  }

  /** What stands there, as people see it. */
  public String text(String selector) {
    return evaluate("document.querySelector(%s)?.innerText ?? ''".formatted(quoted(selector)))
        .getAsString();
  }

  /** Clicks with the mouse in the middle of an element. */
  public void click(String selector) {
    JsonObject box =
        evaluate(
                """
                (() => {
                  const found = document.querySelector(%s);
                  found.scrollIntoView({block: "center", behavior: "instant"});
                  const {x, y, width, height} = found.getBoundingClientRect();
                  return {x: x + width / 2, y: y + height / 2};
                })()\
                """
                    .formatted(quoted(selector)))
            .getAsJsonObject();
    for (String what : List.of("mousePressed", "mouseReleased")) {
      JsonObject event = box.deepCopy();
      event.addProperty("type", what);
      event.addProperty("button", "left");
      event.addProperty("clickCount", 1);
      call("Input.dispatchMouseEvent", event);
    }
  }

  /** Presses a key by its name, or types one character. */
  public void press(String key) {
    for (String what : List.of(key.length() == 1 ? "keyDown" : "rawKeyDown", "keyUp")) {
      JsonObject event = new JsonObject();
      event.addProperty("type", what);
      event.addProperty("key", key);
      event.addProperty("code", key);
      if (key.length() == 1) {
        event.addProperty("text", key);
      } else {
        event.addProperty("windowsVirtualKeyCode", KEYS.get(key));
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  /** Saves what is in the window. */
  public void picture(Path file) throws IOException {
    JsonObject png = new JsonObject();
    png.addProperty("format", "png");
    String data = call("Page.captureScreenshot", png).get("data").getAsString();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  private static String quoted(String text) {
    return new com.google.gson.JsonPrimitive(text).toString();
  }

  private JsonObject call(String method, JsonObject parameters) {
    return browser.call(session, method, parameters);
  }
}
