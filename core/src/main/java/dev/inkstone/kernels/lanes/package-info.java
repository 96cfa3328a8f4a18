/** Innermost kernel bodies (lanes). */
@NullMarked
package dev.inkstone.kernels.lanes;

import org.jspecify.annotations.NullMarked;
