/** Innermost kernel bodies (scalar). */
package dev.inkstone.kernels.scalar;
