/** Optimizers, schedules and clipping. */
package dev.inkstone.optim;
