/** Differentiable operations, one to a file: shape rule, forward, backward. */
package dev.inkstone.ops;
