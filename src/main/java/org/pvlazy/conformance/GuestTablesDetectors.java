package org.pvlazy.conformance;

import java.util.Map;

/** How the implementation notices that a property of the slice tables is violated. */
final class GuestTablesDetectors {
    static final Map<String, Detector> ALL = Map.of();

    private GuestTablesDetectors() {}
}
