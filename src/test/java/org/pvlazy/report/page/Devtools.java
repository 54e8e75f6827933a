package org.pvlazy.report.page;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection to a browser: calls with their results, and the events that come in between. */
final class Devtools implements WebSocket.Listener {
    private static final int PATIENCE_SECONDS = 60;

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
    private final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<JsonObject>> awaited = new ConcurrentHashMap<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    private Devtools() {}

    static Devtools connect(HttpClient client, URI address) {
        Devtools devtools = new Devtools();
        devtools.socket.complete(
                client.newWebSocketBuilder().buildAsync(address, devtools).join());
        return devtools;
    }

    /** Calls a method, of a page if there is a session, and waits for its result. */
    JsonObject call(String session, String method, JsonObject parameters) {
        int number = numbers.incrementAndGet();
        JsonObject message = new JsonObject();
        message.addProperty("id", number);
        message.addProperty("method", method);
        message.add("params", parameters);
        if (!session.isEmpty()) {
            message.addProperty("sessionId", session);
        }
        CompletableFuture<JsonObject> result = new CompletableFuture<>();
        pending.put(number, result);
        socket.join().sendText(message.toString(), true).join();
        JsonObject answer = result.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return answer.getAsJsonObject("result");
    }

    /** The next event of this kind on a page. Ask before what causes it. */
    CompletableFuture<JsonObject> next(String session, String method) {
        CompletableFuture<JsonObject> event =
                new CompletableFuture<JsonObject>().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        awaited.put(session + " " + method, event);
        return event;
    }

    /** The events on a page so far. */
    List<JsonObject> events(String session) {
        return events.stream()
                .filter(event -> event.has("sessionId")
                        && event.get("sessionId").getAsString().equals(session))
                .toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            JsonObject message = JsonParser.parseString(part.toString()).getAsJsonObject();
            part.setLength(0);
            receive(message);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void receive(JsonObject message) {
        if (message.has("id")) {
            CompletableFuture<JsonObject> result =
                    pending.remove(message.get("id").getAsInt());
            if (result != null) {
                result.complete(message);
            }
            return;
        }
        events.add(message);
        String session = message.has("sessionId") ? message.get("sessionId").getAsString() : "";
        CompletableFuture<JsonObject> waiting =
                awaited.remove(session + " " + message.get("method").getAsString());
        if (waiting != null) {
            waiting.complete(message);
        }
    }
}
