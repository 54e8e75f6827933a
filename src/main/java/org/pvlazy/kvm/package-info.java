/**
 * The KVM side of lazy destroy in the shape of the C code: ioctls, life and death of a secure configuration, the deferred
 * thread, the page cleaner, imports and the exception handlers. {@link org.pvlazy.kvm.Machine} puts it together.
 *
 * <pre>
 *   ioLoop ----- ioctls, exit, last close ---- PvInit, PvDeinit ---- kthread: DestroyVmThread
 *   vcpuLoop --- 0x3d 0x3e 0x3f ------------- FaultHandlers -- MakeSecure
 *   hostLoop --- 0x3d ----------------------- FaultHandlers
 * </pre>
 */
@NullMarked
package org.pvlazy.kvm;

import org.jspecify.annotations.NullMarked;
