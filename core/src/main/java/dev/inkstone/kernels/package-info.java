/** Kernels on raw arrays: blocking, packing, threads (internal: exported to Inkstone's own modules only). */
@NullMarked
package dev.inkstone.kernels;

import org.jspecify.annotations.NullMarked;
