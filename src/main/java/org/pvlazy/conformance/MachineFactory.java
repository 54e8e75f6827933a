package org.pvlazy.conformance;

import org.pvlazy.kvm.Machine;
import org.pvlazy.kvm.MachineParameters;
import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Probe;
import org.pvlazy.probe.Switches;

/** Makes the machine of a {@link World}. */
@FunctionalInterface
interface MachineFactory {
    Machine create(MachineParameters parameters, Switches switches, Probe probe, Environment environment);
}
