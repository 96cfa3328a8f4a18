/** How images are brought into another size. */
@NullMarked
package dev.inkstone.data.resampling;

import org.jspecify.annotations.NullMarked;
