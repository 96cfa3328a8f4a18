/** Innermost kernel bodies (lanes). */
package dev.inkstone.kernels.lanes;
