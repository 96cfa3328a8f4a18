/** Innermost kernel bodies (vector). */
package dev.inkstone.kernels.vector;
