/** What training minimises. */
@NullMarked
package dev.inkstone.losses;

import org.jspecify.annotations.NullMarked;
