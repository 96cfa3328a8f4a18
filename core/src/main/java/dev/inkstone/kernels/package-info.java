/** Kernels on raw arrays: blocking, packing, threads (internal: exported to Inkstone's own modules only). */
package dev.inkstone.kernels;
