/** Innermost kernel bodies (scalar). */
@NullMarked
package dev.inkstone.kernels.scalar;

import org.jspecify.annotations.NullMarked;
