package org.pvlazy.report.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A page in a browser. */
public final class Page {
    private final Devtools devtools;
    private final String session;

    Page(Devtools devtools, String session) {
        this.devtools = devtools;
        this.session = session;
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            call(domain + ".enable", new JsonObject());
        }
        call("Performance.enable", Browser.parameters("timeDomain", "threadTicks"));
    }

    /** The time that the page has had a processor; what else the machine does is not in it. */
    public double secondsOfWork() {
        for (JsonElement each : call("Performance.getMetrics", new JsonObject()).getAsJsonArray("metrics")) {
            JsonObject metric = each.getAsJsonObject();
            if (metric.get("name").getAsString().equals("TaskDuration")) {
                return metric.get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("no TaskDuration");
    }

    /** Opens a file at a place in it and waits until everything is there. */
    public Page open(Path file, String hash) {
        // Another place in the same file would be no load.
        load("about:blank");
        load(file.toUri() + hash);
        return this;
    }

    private void load(String address) {
        CompletableFuture<JsonObject> loaded = devtools.next(session, "Page.loadEventFired");
        call("Page.navigate", Browser.parameters("url", address));
        loaded.join();
    }

    /** What an expression is. */
    public JsonElement evaluate(String expression) {
        JsonObject parameters = Browser.parameters("expression", expression);
        parameters.addProperty("returnByValue", true);
        parameters.addProperty("awaitPromise", true);
        JsonObject result = call("Runtime.evaluate", parameters);
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result);
        }
        JsonElement value = result.getAsJsonObject("result").get("value");
        return value == null ? new JsonObject() : value;
    }

    public String text(String expression) {
        return evaluate(expression).getAsString();
    }

    public int number(String expression) {
        return evaluate(expression).getAsInt();
    }

    /** Presses keys, one after the other, as a keyboard does. */
    public Page press(String... keys) {
        for (String key : keys) {
            for (String type : List.of("keyDown", "keyUp")) {
                JsonObject parameters = Browser.parameters("type", type);
                parameters.addProperty("key", key);
                if (key.length() == 1 && type.equals("keyDown")) {
                    parameters.addProperty("text", key);
                }
                call("Input.dispatchKeyEvent", parameters);
            }
        }
        return this;
    }

    /** Types a text into what has the focus. */
    Page type(String text) {
        call("Input.insertText", Browser.parameters("text", text));
        return this;
    }

    public Page size(int width, int height) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("width", width);
        parameters.addProperty("height", height);
        parameters.addProperty("deviceScaleFactor", 1);
        parameters.addProperty("mobile", false);
        call("Emulation.setDeviceMetricsOverride", parameters);
        return this;
    }

    /** Light or dark. */
    public Page scheme(String scheme) {
        JsonObject feature = Browser.parameters("name", "prefers-color-scheme");
        feature.addProperty("value", scheme);
        JsonArray features = new JsonArray();
        features.add(feature);
        JsonObject parameters = new JsonObject();
        parameters.add("features", features);
        call("Emulation.setEmulatedMedia", parameters);
        return this;
    }

    public void screenshot(Path file) throws IOException {
        save(call("Page.captureScreenshot", Browser.parameters("format", "png")), file);
    }

    void print(Path file) throws IOException {
        save(call("Page.printToPDF", new JsonObject()), file);
    }

    private static void save(JsonObject result, Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, Base64.getDecoder().decode(result.get("data").getAsString()));
    }

    /** What the page complained about: exceptions, errors on the console, what the browser logged. */
    public List<String> complaints() {
        return devtools.events(session).stream()
                .filter(event -> List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
                        .contains(event.get("method").getAsString()))
                .map(JsonObject::toString)
                .toList();
    }

    /** The addresses that were asked for, but for files' own and what stands in the page. */
    public List<String> requests() {
        return devtools.events(session).stream()
                .filter(event -> event.get("method").getAsString().equals("Network.requestWillBeSent"))
                .map(event -> event.getAsJsonObject("params")
                        .getAsJsonObject("request")
                        .get("url")
                        .getAsString())
                .filter(address -> !address.startsWith("data:") && !address.equals("about:blank"))
                .toList();
    }

    private JsonObject call(String method, JsonObject parameters) {
        return devtools.call(session, method, parameters);
    }
}
