/** The tape, gradients and parameters. */
package dev.inkstone.autodiff;
