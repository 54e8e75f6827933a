package org.pvlazy.uv;

import java.util.Arrays;

/** The Ultravisor's configuration table. Guarded by the monitor of the {@link Ultravisor} that owns it. */
final class Configs {
    private final ConfigState[] states;
    private final int[] cpus;
    private final int[] asces;
    private final int[] storages;

    Configs(int maxConfigs) {
        states = new ConfigState[maxConfigs + 1];
        Arrays.fill(states, ConfigState.ABSENT);
        cpus = new int[maxConfigs + 1];
        asces = new int[maxConfigs + 1];
        storages = new int[maxConfigs + 1];
    }

    int max() {
        return states.length - 1;
    }

    ConfigState state(int handle) {
        return states[handle];
    }

    int cpus(int handle) {
        return cpus[handle];
    }

    int asce(int handle) {
        return asces[handle];
    }

    int storage(int handle) {
        return storages[handle];
    }

    /** The lowest free handle; 0 if there is none. */
    int lowestAbsent() {
        for (int handle = 1; handle < states.length; handle++) {
            if (states[handle] == ConfigState.ABSENT) {
                return handle;
            }
        }
        return 0;
    }

    /** Whether a live configuration has the table marked. */
    boolean marked(int asce) {
        for (int handle = 1; handle < states.length; handle++) {
            if (states[handle].live() && asces[handle] == asce) {
                return true;
            }
        }
        return false;
    }

    void create(int handle, int asce, int storage) {
        states[handle] = ConfigState.ALIVE;
        asces[handle] = asce;
        storages[handle] = storage;
    }

    void addCpus(int handle, int number) {
        cpus[handle] += number;
    }

    void markBroken(int handle) {
        states[handle] = ConfigState.BROKEN;
    }

    /** Removes the marks: table and storage are the host's again. */
    void release(int handle) {
        asces[handle] = 0;
        storages[handle] = 0;
        states[handle] = ConfigState.ABSENT;
    }
}
