/** Differentiable operations, one per file: shape rule, forward, and backward right under it. */
@NullMarked
package dev.inkstone.ops;

import org.jspecify.annotations.NullMarked;
