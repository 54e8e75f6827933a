/**
 * The Ultravisor as the patches assume it: secure configurations, their CPUs, the donated memory it marks, and who owns
 * which page. It is firmware; the kernel reaches it through Ultravisor calls (UVCs) only.
 */
@NullMarked
package org.pvlazy.uv;

import org.jspecify.annotations.NullMarked;
