/** Optimizers: what turns gradients into better parameters. */
@NullMarked
package dev.inkstone.optim;

import org.jspecify.annotations.NullMarked;
