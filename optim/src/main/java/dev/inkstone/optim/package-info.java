/** Optimizers, schedules and clipping. */
@NullMarked
package dev.inkstone.optim;

import org.jspecify.annotations.NullMarked;
