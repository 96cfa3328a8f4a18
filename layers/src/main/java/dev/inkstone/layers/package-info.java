/** Layer specs, built layers and models. */
@NullMarked
package dev.inkstone.layers;

import org.jspecify.annotations.NullMarked;
