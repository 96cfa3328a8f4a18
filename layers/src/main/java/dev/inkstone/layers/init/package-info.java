/** Initialisers of parameters. */
package dev.inkstone.layers.init;
