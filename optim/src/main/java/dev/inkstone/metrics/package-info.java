/**
 * Numbers that people read: how good the answers of a model are. They need no trainer, and take logits where the losses take
 * logits.
 */
@NullMarked
package dev.inkstone.metrics;

import org.jspecify.annotations.NullMarked;
