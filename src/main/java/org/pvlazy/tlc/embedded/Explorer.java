package org.pvlazy.tlc.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pvlazy.tlc.GraphCollector;
import org.pvlazy.tlc.StateGraph;
import org.pvlazy.tlc.embedded.Batch.Node;
import org.pvlazy.tlc.embedded.Batch.Step;
import org.pvlazy.tlc.embedded.KnownValues.Known;

/**
 * Explores the reachable states breadth first, as TLC's own search does. Several threads compute the successors of a batch of states
 * each. One at a time takes batches into the graph, in the order of their states, so that every run numbers states, values and edges
 * alike, however many threads there are.
 */
final class Explorer {
    /** States in a batch: some milliseconds of work. */
    private static final int BATCH = 128;
    /** Batches under way, for each thread. */
    private static final int AHEAD = 4;

    private final Successors successors;
    private final GraphCollector graph;
    /** For each action of the tool, the number of its label. */
    private final int[] labels;

    private final int threads;

    /** Touched by the one thread that takes a batch in. */
    private final ValueBridge bridge = new ValueBridge();

    private final int[] row;
    private final List<Node> found = new ArrayList<>();

    /** States that are in no batch yet. Guarded by this, as what follows. */
    private final Deque<Node> queue = new ArrayDeque<>();

    private final Deque<Batch> underWay = new ArrayDeque<>();
    private boolean takingIn;
    private boolean over;
    private @Nullable Throwable failure;

    Explorer(Successors successors, int[] labels, GraphCollector graph, int threads) {
        this.successors = successors;
        this.labels = labels;
        this.graph = graph;
        this.threads = threads;
        this.row = new int[graph.width()];
    }

    StateGraph explore() {
        for (Step step : successors.initial()) {
            graph.countGenerated();
            Node node = step.target();
            if (node != null) {
                int before = graph.size();
                if (graph.initial(numbers(node)) == before) {
                    queue.add(node);
                }
            }
        }
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread helper = new Thread(this::work, "explore-" + i);
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        }
        work();
        helpers.forEach(Explorer::join);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return graph.finish();
    }

    private static void join(Thread helper) {
        try {
            helper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            for (Batch batch = next(); batch != null; batch = next()) {
                if (batch.computed) {
                    takeIn(batch);
                    takenIn();
                } else {
                    successors.compute(batch);
                    computed(batch);
                }
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(new IllegalStateException("interrupted", e));
        }
    }

    /** A batch to take in if it is the turn of one, or else one to compute; null if there is nothing left to do. */
    private synchronized @Nullable Batch next() throws InterruptedException {
        while (!over) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Batch first = underWay.peek();
            if (first != null && first.computed && !takingIn) {
                takingIn = true;
                return underWay.remove();
            }
            if (!queue.isEmpty() && underWay.size() < AHEAD * threads) {
                Batch batch = batch();
                underWay.add(batch);
                return batch;
            }
            over = first == null && !takingIn && queue.isEmpty();
            if (!over) {
                wait();
            }
        }
        notifyAll();
        return null;
    }

    /** While there are few states, the threads share them. */
    private Batch batch() {
        int size = Math.min(BATCH, (queue.size() + threads - 1) / threads);
        List<Node> nodes = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            nodes.add(queue.remove());
        }
        return new Batch(nodes);
    }

    private synchronized void computed(Batch batch) {
        batch.computed = true;
        notifyAll();
    }

    private synchronized void takenIn() {
        queue.addAll(found);
        found.clear();
        takingIn = false;
        notifyAll();
    }

    private synchronized void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
        over = true;
        notifyAll();
    }

    private void takeIn(Batch batch) {
        int complete = batch.failure == null ? batch.steps.size() : batch.steps.size() - 1;
        for (int state = 0; state < batch.steps.size(); state++) {
            batch.steps.get(state).forEach(this::takeIn);
            if (state < complete) {
                graph.endState();
            }
        }
        if (batch.failure instanceof Error error) {
            throw error;
        }
        if (batch.failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void takeIn(Step step) {
        graph.countGenerated();
        Node target = step.target();
        if (target != null) {
            int before = graph.size();
            if (graph.step(labels[step.action()], numbers(target)) == before) {
                found.add(target);
            }
        }
    }

    private int[] numbers(Node node) {
        Known[] values = node.values();
        for (int i = 0; i < values.length; i++) {
            if (values[i].id < 0) {
                values[i].id = graph.value(i, bridge.fromTlc(values[i].sample));
            }
            row[i] = values[i].id;
        }
        return row;
    }
}
