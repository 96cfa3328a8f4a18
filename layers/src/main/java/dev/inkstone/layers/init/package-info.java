/** Initialisers of parameters. */
@NullMarked
package dev.inkstone.layers.init;

import org.jspecify.annotations.NullMarked;
