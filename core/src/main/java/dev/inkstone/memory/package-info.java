/** Reuse of arrays (internal: exported to Inkstone's own modules only). */
@NullMarked
package dev.inkstone.memory;

import org.jspecify.annotations.NullMarked;
