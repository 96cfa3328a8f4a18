/** Images varied, and brought into another size: maps of a data set. */
@NullMarked
package dev.inkstone.data.augment;

import org.jspecify.annotations.NullMarked;
