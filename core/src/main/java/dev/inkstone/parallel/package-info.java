/** The library's threads (internal: exported to Inkstone's own modules only). */
@NullMarked
package dev.inkstone.parallel;

import org.jspecify.annotations.NullMarked;
