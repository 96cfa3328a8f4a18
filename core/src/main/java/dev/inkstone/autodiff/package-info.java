/** Reverse-mode automatic differentiation: the tape, parameters and gradients. */
@NullMarked
package dev.inkstone.autodiff;

import org.jspecify.annotations.NullMarked;
