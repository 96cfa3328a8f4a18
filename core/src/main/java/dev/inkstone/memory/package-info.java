/** Reuse of arrays (internal: exported to Inkstone's own modules only). */
package dev.inkstone.memory;
