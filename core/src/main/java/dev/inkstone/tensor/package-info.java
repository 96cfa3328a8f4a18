/** Shapes and dense float32 tensors. */
@NullMarked
package dev.inkstone.tensor;

import org.jspecify.annotations.NullMarked;
