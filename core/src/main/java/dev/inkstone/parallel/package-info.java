/** The library's threads (internal: exported to Inkstone's own modules only). */
package dev.inkstone.parallel;
