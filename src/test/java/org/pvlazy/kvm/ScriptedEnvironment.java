package org.pvlazy.kvm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Step;

/** Answers as told before; where nothing was told, everything works. Kthreads wait to be run by the test. */
final class ScriptedEnvironment implements Environment {
    final Deque<Command> commands = new ArrayDeque<>();
    final Deque<Integer> accesses = new ArrayDeque<>();
    int holders;
    final Deque<GuestMove> guestMoves = new ArrayDeque<>();
    final Deque<Shortage> shortages = new ArrayDeque<>();
    final Deque<PageHold> pageHolds = new ArrayDeque<>();
    final List<Integer> sleeps = new ArrayList<>();
    final List<Runnable> wokenKthreads = new ArrayList<>();
    final Set<Step> failingAllocations = EnumSet.noneOf(Step.class);
    final List<Step> asked = new ArrayList<>();
    final Deque<GuestCall> guestCalls = new ArrayDeque<>();
    boolean threadsCanBeHad = true;
    boolean repeatsInstruction = true;
    private final Map<Step, Deque<UvcAnswer>> answers = new EnumMap<>(Step.class);

    void answer(Step step, UvcAnswer... told) {
        answers.computeIfAbsent(step, s -> new ArrayDeque<>()).addAll(List.of(told));
    }

    @Override
    public boolean allocates(Step step) {
        return !failingAllocations.contains(step);
    }

    @Override
    public UvcAnswer answers(Step step) {
        asked.add(step);
        Deque<UvcAnswer> told = answers.get(step);
        UvcAnswer answer = told == null ? null : told.poll();
        return answer == null ? UvcAnswer.OK : answer;
    }

    @Override
    public @Nullable Kthread createThread(Step step, Object data, Runnable body) {
        return threadsCanBeHad ? () -> wokenKthreads.add(body) : null;
    }

    @Override
    public @Nullable Command nextCommand() {
        return commands.poll();
    }

    @Override
    public @Nullable Integer nextAccess() {
        return accesses.poll();
    }

    @Override
    public @Nullable GuestMove nextGuestMove() {
        return guestMoves.poll();
    }

    @Override
    public boolean nextHolder() {
        holders--;
        return holders >= 0;
    }

    @Override
    public @Nullable GuestCall nextGuestCall() {
        return guestCalls.poll();
    }

    @Override
    public boolean repeatsInstruction() {
        return repeatsInstruction;
    }

    @Override
    public @Nullable Shortage nextShortage() {
        return shortages.poll();
    }

    @Override
    public @Nullable PageHold nextPageHold() {
        return pageHolds.poll();
    }

    @Override
    public void msleep(int millis) {
        sleeps.add(millis);
    }
}
