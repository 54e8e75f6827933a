/**
 * Host memory: page frames with their reference counts (the memmap), the address space (struct mm_struct) with its two counts,
 * its locks and its page tables, exit_mmap, and the allocators whose results are donated to the Ultravisor.
 */
@NullMarked
package org.pvlazy.mm;

import org.jspecify.annotations.NullMarked;
