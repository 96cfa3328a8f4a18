/** Shapes and tensors. */
package dev.inkstone.tensor;
