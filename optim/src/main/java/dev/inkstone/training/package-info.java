/** The trainer, callbacks, metrics and history. */
package dev.inkstone.training;
