/** Measurements behind pages of docs, each to be repeated with {@code mnist experiment NAME}. */
package dev.inkstone.mnist.experiments;
