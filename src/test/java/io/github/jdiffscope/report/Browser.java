package io.github.jdiffscope.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A headless Chromium with one page, driven by the DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private String session;

  /** Returns the program, or null if there is none on the path. */
  static Path installed() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      for (String name : NAMES) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return program;
        }
      }
    }
    return null;
  }

  Browser(Path program, Path profile) throws Exception {
    process = new ProcessBuilder(program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage", "--remote-debugging-port=0", "--remote-allow-origins=*", "--window-size=1280,900",
        "--user-data-dir=" + profile, "about:blank").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(address()), new Listener())
        .get(20, TimeUnit.SECONDS);
    String target = call("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true)).get("sessionId").asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  private String address() throws IOException {
    BufferedReader lines = process.errorReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("DevTools listening on ")) {
        Thread drain = new Thread(() -> lines.lines().forEach(ignored -> { }));
        drain.setDaemon(true);
        drain.start();
        return line.substring("DevTools listening on ".length());
      }
    }
    throw new IOException("the browser ended before it listened");
  }

  /** Opens a page and returns the milliseconds until it was laid out. */
  long open(Path page) throws Exception {
    events.clear();
    long start = System.nanoTime();
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    while (events.stream().noneMatch(event -> event.path("method").asText().equals("Page.loadEventFired"))) {
      Thread.sleep(5);
      if (System.nanoTime() - start > 60_000_000_000L) {
        throw new IOException("not loaded after a minute");
      }
    }
    evaluate("document.body.offsetHeight");
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** Returns the value of a script expression in the page. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IOException(answer.get("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  void press(String key) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      call("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "text", type.equals("keyDown") ? key : ""));
    }
  }

  /** Returns what the page asked for from anywhere but the file system, what it reported as errors, what it opened. */
  List<String> complaints() {
    List<String> found = new ArrayList<>();
    for (JsonNode event : events) {
      JsonNode details = event.path("params");
      switch (event.path("method").asText()) {
        case "Runtime.exceptionThrown", "Page.javascriptDialogOpening" -> found.add(details.toString());
        case "Log.entryAdded" -> found.add(details.at("/entry/text").asText());
        case "Runtime.consoleAPICalled" -> found.add(details.toString());
        case "Network.requestWillBeSent" -> {
          if (!details.at("/request/url").asText().startsWith("file:")) {
            found.add(details.at("/request/url").asText());
          }
        }
        default -> { }
      }
    }
    return found;
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int number = numbers.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", number).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(number, answer);
    socket.sendText(message.toString(), true).get(10, TimeUnit.SECONDS);
    JsonNode result = answer.get(60, TimeUnit.SECONDS);
    if (result.has("error")) {
      throw new IOException(method + ": " + result.get("error"));
    }
    return result.get("result");
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          JsonNode message = JSON.readTree(text.toString());
          CompletableFuture<JsonNode> answer = message.has("id") ? answers.remove(message.get("id").asInt()) : null;
          if (answer != null) {
            answer.complete(message);
          } else {
            events.add(message);
          }
        } catch (IOException e) {
          answers.values().forEach(answer -> answer.completeExceptionally(e));
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
