/** Saving and restoring models and training runs. */
package dev.inkstone.checkpoint;
