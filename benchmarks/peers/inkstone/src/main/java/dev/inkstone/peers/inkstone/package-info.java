/** The work done by Inkstone, through the API that a user has. */
@NullMarked
package dev.inkstone.peers.inkstone;

import org.jspecify.annotations.NullMarked;
