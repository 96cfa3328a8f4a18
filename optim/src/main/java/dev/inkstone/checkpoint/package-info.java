/**
 * Saving and restoring models and training runs, as safetensors files.
 *
 * <p>{@link dev.inkstone.checkpoint.Saver} is where to start.
 */
@NullMarked
package dev.inkstone.checkpoint;

import org.jspecify.annotations.NullMarked;
