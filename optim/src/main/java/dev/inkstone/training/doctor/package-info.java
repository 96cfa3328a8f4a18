/** Recognises the mistakes that keep a network from learning, and names the cure. */
@NullMarked
package dev.inkstone.training.doctor;

import org.jspecify.annotations.NullMarked;
