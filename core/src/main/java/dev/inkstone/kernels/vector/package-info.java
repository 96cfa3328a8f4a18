/** Innermost kernel bodies (vector). */
@NullMarked
package dev.inkstone.kernels.vector;

import org.jspecify.annotations.NullMarked;
