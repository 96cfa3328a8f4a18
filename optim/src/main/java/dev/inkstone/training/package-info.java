/** The training loop and what is told about it. */
@NullMarked
package dev.inkstone.training;

import org.jspecify.annotations.NullMarked;
