/** Data sets, batches and readers of data files. */
@NullMarked
package dev.inkstone.data;

import org.jspecify.annotations.NullMarked;
