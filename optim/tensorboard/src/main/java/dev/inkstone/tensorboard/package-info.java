/** TensorBoard: event files with curves, histograms, images, texts and the graph of a model, written as training goes on. */
@NullMarked
package dev.inkstone.tensorboard;

import org.jspecify.annotations.NullMarked;
